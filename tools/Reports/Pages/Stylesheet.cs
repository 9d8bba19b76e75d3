namespace AxSpA.Cloud.Reports.Pages;

/// <summary>How the pages look on a screen and on A4. It has no character that XML escapes, since browsers take a style element's text as it stands.</summary>
internal static class Stylesheet
{
    public const string Text = """

        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2.5rem 2rem 3rem; max-width: 62rem; background: #fff; color: #1f2328;
          font: 15px/1.55 Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .35rem; letter-spacing: -.01em; }
        h2 { font-size: 1.2rem; margin: 2.6rem 0 .6rem; padding-top: 1rem; border-top: 1px solid #d8dde2; }
        h3 { font-size: 1rem; margin: 1.8rem 0 .5rem; }
        p { margin: .5rem 0; max-width: 46rem; }
        .subtitle { color: #4b5258; }
        .research { font-weight: 600; margin-top: .8rem; padding: .45rem .8rem; border-left: 3px solid #b5460f; background: #fbf4ef; }
        .warning { padding: .45rem .8rem; border-left: 3px solid #7a6200; background: #fbf8ea; }
        .digest { overflow-wrap: anywhere; font-size: .85rem; color: #6a737d; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.1rem; margin: .6rem 0; font-size: .92rem; }
        dt { font-weight: 600; }
        dd { margin: 0; color: #32383e; }
        .table { overflow-x: auto; margin: 1rem 0 1.4rem; }
        table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-weight: 600; padding-bottom: .5rem; }
        th, td { padding: .28rem .85rem; text-align: right; white-space: nowrap; vertical-align: top; }
        th:first-child { text-align: left; font-weight: 400; padding-left: 0; }
        thead th, thead th:first-child { font-weight: 600; border-top: 1.5px solid #1f2328; border-bottom: .75px solid #1f2328; vertical-align: bottom; }
        tbody tr:last-child th, tbody tr:last-child td { border-bottom: 1.5px solid #1f2328; }
        tr.group th { font-weight: 600; padding-top: .7rem; }
        td.words { text-align: left; white-space: normal; color: #4b5258; }
        .methods { font-size: .85rem; color: #4b5258; margin: -.7rem 0 1.2rem; max-width: 56rem; }
        .notes { font-size: .85rem; color: #4b5258; margin: -.7rem 0 1.2rem; padding-left: 1.1rem; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.4rem 1.6rem; align-items: start; margin: .8rem 0; }
        figure { margin: 0; break-inside: avoid; }
        figure svg { display: block; width: 100%; max-width: 30rem; height: auto; }
        figure.wide { grid-column: 1 / -1; } figure.wide svg { max-width: 100%; } figure.wide figcaption { max-width: 46rem; }
        figcaption { font-size: .8rem; line-height: 1.4; color: #4b5258; max-width: 28rem; padding: .2rem .4rem 0; }
        footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid #d8dde2; font-size: .85rem; color: #6a737d; }
        @page { size: A4; margin: 14mm 13mm; }
        @media print {
          body { padding: 0; max-width: none; font-size: 9.5pt; }
          h2, h3, h2 + p, caption, tr.group { break-after: avoid; }
          .short { break-inside: avoid; }
          tr, .figures figure { break-inside: avoid; }
          .table { overflow: visible; }
          table { font-size: 7.8pt; } th, td { padding: .2rem .45rem; }
          .figures { grid-template-columns: 1fr 1fr; gap: 4mm 6mm; }
          figcaption { font-size: 7.5pt; }
          .research, .warning { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """;
}

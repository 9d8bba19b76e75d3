namespace AxSpA.Cloud.Reports.Drawing;

/// <summary>A plot's rectangle with its axes; turns values into places on the canvas.</summary>
internal sealed class PlotFrame
{
    private const double TickLength = 4;

    private readonly Canvas _canvas;
    private readonly Axis _across;
    private readonly Axis _up;

    public PlotFrame(Canvas canvas, Axis across, Axis up, double left, double top, double width, double height)
    {
        (_canvas, _across, _up) = (canvas, across, up);
        (Left, Top, Width, Height) = (left, top, width, height);
    }

    public double Left { get; }

    public double Top { get; }

    public double Width { get; }

    public double Height { get; }

    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public double X(double value) => Left + (Width * (value - _across.Low) / (_across.High - _across.Low));

    public double Y(double value) => Bottom - (Height * (value - _up.Low) / (_up.High - _up.Low));

    public (double X, double Y) At(double across, double up) => (X(across), Y(up));

    /// <summary>Hair lines at the marks; drawn before the data.</summary>
    public void Grid()
    {
        foreach (var tick in _up.Ticks)
            _canvas.Line(Left, Y(tick), Right, Y(tick), Palette.Grid);
        foreach (var tick in _across.Ticks)
            _canvas.Line(X(tick), Top, X(tick), Bottom, Palette.Grid);
    }

    /// <summary>Axis lines, marks and titles; drawn after the data.</summary>
    public void Axes()
    {
        _canvas.Line(Left, Bottom, Right, Bottom, Palette.Axis, 0.8);
        _canvas.Line(Left, Top, Left, Bottom, Palette.Axis, 0.8);
        foreach (var tick in _across.Ticks)
        {
            _canvas.Line(X(tick), Bottom, X(tick), Bottom + TickLength, Palette.Axis, 0.8);
            _canvas.Text(X(tick), Bottom + 16, _across.Mark(tick), "middle", Palette.Axis, 11);
        }

        foreach (var tick in _up.Ticks)
        {
            _canvas.Line(Left - TickLength, Y(tick), Left, Y(tick), Palette.Axis, 0.8);
            _canvas.Text(Left - 7, Y(tick) + 4, _up.Mark(tick), "end", Palette.Axis, 11);
        }

        _canvas.Text(Left + (Width / 2), Bottom + 34, _across.Title, "middle", Palette.Ink);
        _canvas.UprightText(Left - 39, Top + (Height / 2), _up.Title, Palette.Ink);
    }
}

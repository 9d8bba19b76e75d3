namespace AxSpA.Cloud.Imaging;

/// <summary>The dilated sacrum, kept only where it can lie: its own box and a margin.</summary>
internal sealed class SacrumMargin
{
    private readonly PixelRectangle _window;
    private readonly Plane<byte> _dilated;

    private SacrumMargin(PixelRectangle window, Plane<byte> dilated)
    {
        _window = window;
        _dilated = dilated;
    }

    public static SacrumMargin Around(Plane<byte> labelMap, PixelRectangle sacrum, int dilation)
    {
        var window = Masks.Widened(sacrum, dilation, labelMap.Rows, labelMap.Columns);
        var mask = new byte[window.Height * window.Width];
        for (var row = 0; row < window.Height; row++)
        {
            var labels = labelMap.Row(window.Y + row).Slice(window.X, window.Width);
            for (var column = 0; column < labels.Length; column++)
                mask[(row * window.Width) + column] = labels[column] == (byte)BoneLabel.Sacrum ? (byte)1 : (byte)0;
        }

        return new SacrumMargin(window, Masks.Dilate(new Plane<byte>(window.Height, window.Width, mask), dilation));
    }

    /// <summary>The pixels of an ilium that lie in the dilated sacrum, on the label map's grid.</summary>
    public Plane<byte> Meet(Plane<byte> labelMap, BoneLabel ilium, out int pixels)
    {
        var met = new byte[labelMap.Values.Length];
        pixels = 0;
        for (var row = 0; row < _window.Height; row++)
        {
            var labels = labelMap.Row(_window.Y + row).Slice(_window.X, _window.Width);
            var near = _dilated.Row(row);
            var target = met.AsSpan(((_window.Y + row) * labelMap.Columns) + _window.X, _window.Width);
            for (var column = 0; column < labels.Length; column++)
            {
                if (labels[column] != (byte)ilium || near[column] == 0)
                    continue;
                target[column] = 1;
                pixels++;
            }
        }

        return new Plane<byte>(labelMap.Rows, labelMap.Columns, met);
    }
}

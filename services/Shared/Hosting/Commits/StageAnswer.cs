namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>A stage's answer: values, or a rejection; exactly one of them.</summary>
public sealed record StageAnswer<TValues>
    where TValues : class
{
    private StageAnswer(TValues? values, StageRejection? rejection) => (Values, Rejection) = (values, rejection);

    public TValues? Values { get; }

    public StageRejection? Rejection { get; }

    public static implicit operator StageAnswer<TValues>(TValues values) => new(values, null);

    public static implicit operator StageAnswer<TValues>(StageRejection rejection) => new(null, rejection);
}

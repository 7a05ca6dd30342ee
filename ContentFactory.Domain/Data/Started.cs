namespace ContentFactory.Domain.Data;

/// <summary>Opens once the database is migrated. Loops wait for it; the web server answers before it, saying that it is not ready.</summary>
public sealed class Started
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => opened.Task.IsCompletedSuccessfully;

    public void Open() => opened.TrySetResult();

    public Task WaitAsync(CancellationToken ct) => opened.Task.WaitAsync(ct);
}

using ContentFactory.Tests.Platforms.Contract;
using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Ai.Makers;

/// <summary>A streamed answer that has come as far as some words and waits, until the test lets it go on or the caller leaves.</summary>
internal sealed class HeldAnswer(FakeMaker maker, string model, string said, string until)
{
    private readonly TaskCompletionSource goesOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Fault Fault => (context, _, _) => PlayAsync(context);

    /// <summary>Ends when the caller has left; the bound only ends a test that hangs.</summary>
    public Task Gone => gone.Task.WaitAsync(TimeSpan.FromMinutes(1));

    public void GoOn() => goesOn.TrySetResult();

    private async Task PlayAsync(HttpContext context)
    {
        using var leaving = context.RequestAborted.Register(() => gone.TrySetResult());
        var events = maker.Events(model, new(said));
        var begun = ((said.IndexOf(until, StringComparison.Ordinal) + until.Length) / FakeMaker.PieceLength) + 3;
        context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync(string.Concat(events.Take(begun)));
        await context.Response.Body.FlushAsync();
        if (await Task.WhenAny(goesOn.Task, gone.Task) == goesOn.Task)
            await context.Response.WriteAsync(string.Concat(events.Skip(begun)));
    }
}

using Microsoft.AspNetCore.Http;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>Plays a request in another way than the network would: <paramref name="accept"/> lets the network do it and gives its answer.</summary>
internal delegate Task Fault(HttpContext context, Func<Answer> accept, Action hung);

internal static class Faults
{
    public static Fault Answers(Answer answer) => (context, _, _) => answer.WriteAsync(context);

    /// <summary>Does what was asked and answers something else.</summary>
    public static Fault DoesAndAnswers(Answer answer) => (context, accept, _) =>
    {
        accept();
        return answer.WriteAsync(context);
    };

    /// <summary>Says nothing until the caller gives up, and does nothing.</summary>
    public static readonly Fault TimesOutBefore = (context, _, hung) => NeverAsync(context, hung);

    /// <summary>Does what was asked and says nothing until the caller gives up.</summary>
    public static readonly Fault TimesOutAfter = (context, accept, hung) =>
    {
        accept();
        return NeverAsync(context, hung);
    };

    public static readonly Fault ResetsBefore = (context, _, _) => Reset(context);

    public static readonly Fault ResetsAfter = (context, accept, _) =>
    {
        accept();
        return Reset(context);
    };

    /// <summary>Does what was asked; the answer's JSON ends in the middle.</summary>
    public static readonly Fault CutsTheAnswer = (context, accept, _) =>
    {
        var answer = accept();
        return (answer with { Body = answer.Body[..(answer.Body.Length / 2)] }).WriteAsync(context);
    };

    /// <summary>Does what was asked; a page comes where JSON should.</summary>
    public static readonly Fault AnswersWithAPage = (context, accept, _) =>
    {
        accept();
        return new Answer(200, "<!DOCTYPE html><html><h1>One moment please</h1></html>", "text/html").WriteAsync(context);
    };

    /// <summary>Does what was asked; the answer comes a byte at a time.</summary>
    public static readonly Fault AnswersSlowly = (context, accept, _) => accept().TrickleAsync(context);

    private static Task NeverAsync(HttpContext context, Action hung)
    {
        var gone = new TaskCompletionSource();
        context.RequestAborted.Register(() => gone.TrySetResult());
        hung();
        return gone.Task;
    }

    private static Task Reset(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }
}

/// <summary>The caller gives up first, and the network does it afterwards all the same.</summary>
internal sealed class LateFault
{
    private Func<Answer>? waiting;

    public Fault Play => (context, accept, hung) =>
    {
        waiting = accept;
        return Faults.TimesOutBefore(context, accept, hung);
    };

    public void Happen() => waiting!();
}

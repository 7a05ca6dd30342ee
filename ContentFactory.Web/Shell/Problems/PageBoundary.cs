using ContentFactory.Domain.Access;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ContentFactory.Web.Shell.Problems;

/// <summary>Keeps a page that threw from taking the frame with it; the log and the page name the failure by one number.</summary>
public sealed class PageBoundary : ErrorBoundary
{
    [Inject] private FailureReference Failure { get; set; } = null!;
    [Inject] private ILogger<PageBoundary> Log { get; set; } = null!;

    protected override Task OnErrorAsync(Exception exception)
    {
        // the page is on its way out: whoever is signed in by then loads it anew
        if (exception.GetBaseException() is SessionEndedException)
            Log.LogInformation("A page went on for a moment after its session had ended");
        else
            Log.LogError(exception, "A page threw; reference {Reference}", Failure.Next(RendererInfo.IsInteractive));
        return Task.CompletedTask;
    }
}

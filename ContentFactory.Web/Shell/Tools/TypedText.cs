using Microsoft.JSInterop;

namespace ContentFactory.Web.Shell.Tools;

internal static class TypedText
{
    /// <summary>
    /// What was typed below data-keep="<paramref name="key"/>" is saved or given up: the browser's own copy goes. A form that shows its
    /// state as data-saved needs no call.
    /// </summary>
    public static async Task ForgetTypedAsync(this IJSRuntime browser, string key)
    {
        try
        {
            await browser.InvokeVoidAsync("forgetTyped", key);
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // the copy ends with the tab anyway
        }
    }
}

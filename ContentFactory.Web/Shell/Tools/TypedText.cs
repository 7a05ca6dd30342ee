using System.Security.Cryptography;
using System.Text;
using Microsoft.JSInterop;

namespace ContentFactory.Web.Shell.Tools;

internal static class TypedText
{
    private const int BaseLength = 16;

    /// <summary>Names the words below a form, for data-keep-base: the same after the server has been started anew.</summary>
    public static string BaseOf(IEnumerable<string?> words) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', words))))[..BaseLength];

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

    /// <summary>The topics that begin with <paramref name="prefix"/> and have a copy in this tab, each with the names of its fields: for whoever shows one form at a time.</summary>
    public static async Task<IReadOnlyDictionary<string, string[]>> KeptTypedAsync(this IJSRuntime browser, string prefix)
    {
        try
        {
            return await browser.InvokeAsync<Dictionary<string, string[]>>("keptTyped", prefix) ?? [];
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            return new Dictionary<string, string[]>();
        }
    }
}

using ContentFactory.Domain;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

/// <summary>The text of one network. What is typed stays until it is saved, whatever happens to the post meanwhile.</summary>
public sealed partial class VariantText
{
    private List<string> parts = [""];
    private PostVariantRow? seen;
    private bool writing;
    private bool dirty;
    private bool tried;

    [Parameter, EditorRequired] public string Platform { get; set; } = "";

    /// <summary>Null where the original goes out.</summary>
    [Parameter] public PostVariantRow? Row { get; set; }

    [Parameter, EditorRequired] public string Original { get; set; } = "";
    [Parameter] public int Media { get; set; }
    [Parameter] public bool Editable { get; set; }
    [Parameter] public bool Busy { get; set; }
    [Parameter] public Problem? Problem { get; set; }
    [Parameter] public EventCallback<IReadOnlyList<string>> OnWrite { get; set; }
    [Parameter] public EventCallback OnFollow { get; set; }
    [Parameter] public EventCallback OnAdapt { get; set; }

    private PlatformLimits? Limits => Platforms.Find(Platform)?.Limits;

    private string State => Row switch { null => writing ? "Own" : "Following", { Edited: true } => "Own", { MadeBy: not null } => "Adapted", _ => "Own" };

    protected override void OnParametersSet()
    {
        var changed = Row is not null && (seen is null || seen.Text != Row.Text || !seen.Parts.SequenceEqual(Row.Parts));
        // an own save comes back as it was typed; what is not saved yet is not poured over
        if (changed && (!dirty || Written(Row!).SequenceEqual(parts)))
            Show(Row!);
        if (Row is null && seen is not null)
            (writing, dirty) = (false, false);
        seen = Row;
    }

    private static IReadOnlyList<string> Written(PostVariantRow row) => row.Parts.Count > 1 ? row.Parts : [row.Text ?? ""];

    private void Show(PostVariantRow row) => (parts, dirty, writing, tried) = ([.. Written(row)], false, false, false);

    private int LengthOf(string text) => Platforms.Find(Platform)?.LengthOf(text) ?? text.Length;

    private int LimitOf(int part) => part == 0 ? Limits?.One(Media) ?? int.MaxValue : Limits?.TextLength ?? int.MaxValue;

    private void Type(int at, string? text) => (parts[at], dirty) = (text ?? "", true);

    private void Insert() => (parts, dirty) = ([.. parts, ""], true);

    private void Remove(int at) => (parts, dirty) = ([.. parts.Where((_, n) => n != at)], true);

    private Task SwitchAsync(ChangeEventArgs e)
    {
        tried = true;
        if (e.Value is true)
        {
            (writing, dirty) = (false, false);
            return Row is null ? Task.CompletedTask : OnFollow.InvokeAsync();
        }
        // an own text begins with what goes out so far
        (parts, writing, dirty) = ([Original], true, true);
        return Task.CompletedTask;
    }

    private Task WriteAsync()
    {
        tried = true;
        return OnWrite.InvokeAsync([.. parts]);
    }

    private Task AdaptAsync()
    {
        (tried, dirty) = (true, false);
        return OnAdapt.InvokeAsync();
    }
}

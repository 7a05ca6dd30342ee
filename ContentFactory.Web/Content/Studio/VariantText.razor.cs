using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Formatting;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Shell.Tools;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

/// <summary>The text of one network. What is typed stays until it is saved, whatever happens to the post meanwhile.</summary>
public sealed partial class VariantText
{
    private bool tried;

    /// <summary>The person wants the original to go out, and would lose a text by it.</summary>
    private bool asking;

    [Parameter, EditorRequired] public string Platform { get; set; } = "";

    /// <summary>Null where the original goes out.</summary>
    [Parameter] public PostVariantRow? Row { get; set; }

    [Parameter, EditorRequired] public string Original { get; set; } = "";

    /// <summary>What is typed; kept by whoever shows one network after the other.</summary>
    [Parameter] public VariantDraft Draft { get; set; } = new();

    [Parameter] public int Media { get; set; }
    [Parameter] public PostType Type { get; set; } = PostType.TextPost;
    [Parameter] public bool Editable { get; set; }
    [Parameter] public bool Busy { get; set; }
    [Parameter] public Problem? Problem { get; set; }
    [Parameter] public EventCallback<IReadOnlyList<string>> OnWrite { get; set; }
    [Parameter] public EventCallback OnFollow { get; set; }
    [Parameter] public EventCallback OnAdapt { get; set; }

    /// <summary>Something is typed that is not saved, or is no more.</summary>
    [Parameter] public EventCallback OnDirty { get; set; }

    /// <summary>What would go out is another now; whoever shows it elsewhere draws it anew.</summary>
    [Parameter] public Action? OnTyped { get; set; }

    /// <summary>The person has gone out of a field after a change.</summary>
    [Parameter] public EventCallback OnLeave { get; set; }

    /// <summary>The topic of the tab's own copy.</summary>
    private string Keep => VariantsPanel.KeepOf(Platform);

    private string? Base => VariantDraft.BaseOf(Row);

    private Problem? Fault => Draft.Problem ?? (tried ? Problem : null);

    private PlatformLimits? Limits => Platforms.Find(Platform)?.Limits;

    private string State => Row switch { null => Draft.Writing ? "Own" : "Following", { Follows: true } => "Adapted", { Edited: false, MadeBy: not null } => "Made", _ => "Own" };

    private bool IsAsBegun => Row is null && Draft.Parts is [var only] && only == Begun;

    /// <summary>The original as it stands in a text of its own: its signs mean nothing.</summary>
    private string Begun => Formats ? MarkedText.Escape(Original) : Original;

    private bool Loses => (Draft.Dirty && !IsAsBegun) || Row is { Edited: true } or { MadeBy: null };

    protected override void OnParametersSet() => tried &= !Draft.See(Row);

    private int LengthOf(string text) => Platforms.Find(Platform)?.LengthOf(text) ?? text.Length;

    private bool Formats => Platforms.Find(Platform) is { Formats: true };

    private int OwnLengthOf(string text) => Platforms.Find(Platform)?.MarkedLengthOf(text) ?? text.Length;

    private int LimitOf(int part) => part == 0 ? Limits?.One(Media) ?? int.MaxValue : Limits?.TextLength ?? int.MaxValue;

    private Task TypeAsync(int at, string text) => ChangeAsync(() => Draft.Type(at, text));

    private Task InsertAsync() => ChangeAsync(Draft.Insert);

    /// <summary>As the network would divide it.</summary>
    private IReadOnlyList<string>? Divided => new EditorChecks(Platforms).Read(Platform, new EditedPost(Type, PostWords.None, []) { Own = [string.Join("\n\n", Draft.Parts)] })?.Messages;

    private Task ChangeAsync(Action change)
    {
        var before = Draft.Dirty;
        change();
        OnTyped?.Invoke();
        return before == Draft.Dirty ? Task.CompletedTask : OnDirty.InvokeAsync();
    }

    private Task SwitchAsync(ChangeEventArgs e)
    {
        tried = true;
        if (e.Value is true)
        {
            asking = Loses;
            return asking ? Task.CompletedTask : FollowAsync();
        }
        if (!asking)
            return ChangeAsync(() => Draft.Begin(Begun));
        asking = false;
        return Task.CompletedTask;
    }

    // the text goes once the original is said to go out, not before
    private async Task FollowAsync()
    {
        asking = false;
        if (Row is not null)
        {
            await OnFollow.InvokeAsync();
            return;
        }
        await ChangeAsync(Draft.Forget);
        await Script.ForgetTypedAsync(Keep);
    }

    private Task WriteAsync()
    {
        tried = true;
        return OnWrite.InvokeAsync([.. Draft.Parts]);
    }

    private async Task AdaptAsync()
    {
        tried = true;
        await OnAdapt.InvokeAsync();
        if (Problem is null && Row is { Edited: false, Outdated: false } made)
            await ChangeAsync(() => Draft.Show(made));
    }
}

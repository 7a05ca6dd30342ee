using ContentFactory.Domain.Platforms.Formatting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ContentFactory.Web.Content;

/// <summary>The words of a text as its reader will see them: formatted where the network formats, as they stand where it does not.</summary>
public sealed class MarkedWords : ComponentBase
{
    /// <summary>A very long one is cut (<see cref="PreviewPart.MostShown"/>).</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>The marks in it are formatting.</summary>
    [Parameter]
    public bool IsMarked { get; set; }

    /// <summary>Whether a stretch that a network makes a link of by itself shows as one; null where none does.</summary>
    [Parameter]
    public Func<PreviewPart, bool>? IsLink { get; set; }

    /// <summary>Where a link on words leads is written behind it, for those who decide about it.</summary>
    [Parameter]
    public bool ShowsAddresses { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var address = "";
        foreach (var part in IsMarked ? MarkedText.Read(PreviewPart.Shown(Text)) : [new(MarkedStep.Text, PreviewPart.Shown(Text), default)])
        {
            if (part.Step is MarkedStep.Text)
                Write(builder, part.Text);
            else if (part.Step is MarkedStep.Open)
                Open(builder, part, ref address);
            else
                Close(builder, part.Mark, address);
        }
    }

    private void Write(RenderTreeBuilder builder, string words)
    {
        if (IsLink is null)
        {
            builder.AddContent(0, words);
            return;
        }
        foreach (var piece in PreviewPart.Of(words, words.Length))
        {
            builder.OpenElement(1, "span");
            builder.AddAttribute(2, "class", IsLink(piece) ? "link" : null);
            builder.AddContent(3, piece.Text);
            builder.CloseElement();
        }
    }

    private void Close(RenderTreeBuilder builder, TextMark mark, string address)
    {
        builder.CloseElement();
        if (mark is TextMark.Link && ShowsAddresses)
            builder.AddContent(7, $" ({address})");
    }

    private static void Open(RenderTreeBuilder builder, MarkedPart part, ref string address)
    {
        if (part.Mark is TextMark.Link)
            address = part.Text;
        builder.OpenElement(4, ElementOf(part.Mark));
        builder.AddAttribute(5, "class", ClassOf(part.Mark));
        // where a link on words leads is for the eye too
        builder.AddAttribute(6, "title", part.Mark is TextMark.Link ? part.Text : null);
    }

    private static string ElementOf(TextMark mark) => mark switch
    {
        TextMark.Bold => "strong",
        TextMark.Italic => "em",
        TextMark.Underline => "u",
        TextMark.Strike => "s",
        TextMark.Code => "code",
        TextMark.Spoiler or TextMark.Link or TextMark.Quote => "span",
    };

    private static string? ClassOf(TextMark mark) => mark switch
    {
        TextMark.Link => "link marked-link",
        TextMark.Spoiler => "marked-spoiler",
        TextMark.Quote => "marked-quote",
        _ => null,
    };
}

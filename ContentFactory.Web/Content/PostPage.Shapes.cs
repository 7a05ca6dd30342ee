using ContentFactory.Domain;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Shapes;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Content;

public sealed partial class PostPage
{
    [Inject] private PostShaping Shaping { get; set; } = null!;

    private Task BecomeAsync(PostType type) => ChangeVariantAsync(version => Shaping.BecomeAsync(PostId, version, type, Leaving));

    /// <summary>What the fields grew from is read anew afterwards, so that the next save of words does not put the old ideas back.</summary>
    private Task PlanAsync(PostIdeas typed) => AfterSavingAsync(async () =>
    {
        var planned = await Shaping.PlanAsync(PostId, Autosave.Draft.Version, typed, Leaving);
        if (planned.Ok)
            stay = null;
        return new Result(planned.Problem);
    });
}

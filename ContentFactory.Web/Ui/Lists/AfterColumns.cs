using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace ContentFactory.Web.Ui.Lists;

/// <summary>Renders its content one step later, when the columns and filters beside it have announced themselves: in a prerender too.</summary>
public sealed class AfterColumns : ComponentBase
{
    [Parameter] public RenderFragment? ChildContent { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder) => builder.AddContent(0, ChildContent);
}

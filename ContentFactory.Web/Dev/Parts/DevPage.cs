using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Dev.Parts;

/// <summary>A page for those who build the product: there in development only.</summary>
public abstract class DevPage : ComponentBase
{
    [Inject] private IHostEnvironment Environment { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    protected override void OnInitialized()
    {
        if (!Environment.IsDevelopment())
            Navigation.NotFound();
    }
}

using System.Text.RegularExpressions;
using ContentFactory.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Support;

/// <summary>One address pattern of the application, page or endpoint.</summary>
internal sealed partial record Route(RoutePattern Pattern, IReadOnlyList<string> Methods, bool IsPage, IAcceptsMetadata? Accepts = null)
{
    public string Template => "/" + Pattern.RawText!.TrimStart('/');
    public bool IsOfTenant => Pattern.Parameters.Any(IsSlug) && Template.StartsWith("/t/", StringComparison.Ordinal);
    public bool TakesId => Pattern.Parameters.Any(IsId);
    public bool Reads => Methods.Count == 0 || Methods.Contains("GET");
    public IEnumerable<string> Writes => IsPage ? [] : Methods.Where(m => m is "POST" or "PUT" or "PATCH" or "DELETE");

    public string Address(string slug, object id) => string.Concat(Pattern.PathSegments.Select(segment => "/" + string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter when IsSlug(parameter) => slug,
        RoutePatternParameterPart parameter when IsId(parameter) => id.ToString(),
        _ => "1",
    })))) is { Length: > 0 } path ? path : "/";

    /// <summary>All routes that lead into the application's own code.</summary>
    public static IReadOnlyList<Route> Of(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } text && !Framework().IsMatch(text) && e.Metadata.GetMetadata<ISuppressMatchingMetadata>() is null
                && e.Metadata.All(m => m.GetType().Name is not "StaticAssetDescriptor"))
            .Select(e => new Route(e.RoutePattern, e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [], e.Metadata.Any(m => m.GetType().Name is "ComponentTypeMetadata"), e.Metadata.GetMetadata<IAcceptsMetadata>())),
    ];

    /// <summary>The templates that components declare by @page.</summary>
    public static IEnumerable<string> OfPages() =>
        typeof(Application).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), false).Cast<RouteAttribute>()).Select(r => r.Template);

    private static bool IsSlug(RoutePatternParameterPart parameter) => parameter.Name.Equals("tenant", StringComparison.OrdinalIgnoreCase) || parameter.Name.Equals("slug", StringComparison.OrdinalIgnoreCase);

    private static bool IsId(RoutePatternParameterPart parameter) =>
        parameter.ParameterPolicies.Any(p => p.Content is "guid") || (parameter.ParameterPolicies.Count == 0 && parameter.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex("^/?(_framework|_blazor|_content|css|js|icons|fonts|lib)(/|$)|^_")]
    private static partial Regex Framework();
}

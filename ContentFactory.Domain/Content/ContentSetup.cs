using ContentFactory.Domain.Ai.Writers;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Content;

public static class ContentSetup
{
    public static IServiceCollection AddContent(this IServiceCollection services)
    {
        services.AddScoped<PostEditor>();
        services.AddScoped<PostApproval>();
        services.AddScoped<PostQueries>();
        services.AddScoped<DraftWriter>();
        services.AddScoped<DraftGenerator>();
        return services;
    }
}

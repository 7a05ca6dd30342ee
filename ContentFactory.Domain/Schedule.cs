using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain;

/// <summary>Everything that runs by itself, one line each.</summary>
public static class Schedule
{
    public static IServiceCollection AddDuties(this IServiceCollection services)
    {
        services.AddDataDuties();
        services.AddTrendsDuties();
        return services;
    }
}

using ContentFactory.Domain.Analytics.Reports.Making;
using ContentFactory.Domain.Analytics.Reports.Plans;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Analytics.Reports;

internal static class ReportsSetup
{
    public static void AddReports(this IServiceCollection services)
    {
        services.AddScoped<ReportDesk>();
        services.AddScoped<ReportQueries>();
        services.AddScoped<ReportPlans>();
        services.AddScoped<ReportRound>();
        services.AddScoped<ReportMaking>();
        services.AddScoped<ReportPictures>();
        services.AddSingleton<ReportRounds>();
        services.AddSingleton<ReportUpkeep>();
    }
}

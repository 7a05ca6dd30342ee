using ContentFactory.Domain.Admin.Assignments;
using ContentFactory.Domain.Admin.Desk;
using ContentFactory.Domain.Admin.Overview;
using ContentFactory.Domain.Admin.Plans;
using ContentFactory.Domain.Admin.ViewAs;
using ContentFactory.Domain.Admin.Status;
using ContentFactory.Domain.Admin.Webhooks;
using ContentFactory.Domain.Admin.Workers;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Admin;

public static class AdminSetup
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services
        .AddSingleton<SystemFacts>().AddScoped<PeopleDesk>().AddScoped<AdminAccounts>().AddScoped<TenantQueries>().AddScoped<TenantOversight>()
        .AddScoped<InstallationQueries>().AddScoped<ManagedTenants>()
        .AddScoped<PlanEditor>().AddScoped<PlanGrants>().AddSingleton<EndedPlans>()
        .AddScoped<AssignmentDesk>().AddScoped<ViewAsDesk>()
        .AddScoped<WorkerQueries>().AddScoped<WorkerActs>().AddSingleton<Outbox>().AddScoped<StatusQueries>().AddScoped<WebhookQueries>();
}

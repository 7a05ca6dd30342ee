using ContentFactory.Domain.Billing;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    private static void MapBilling(ModelBuilder model)
    {
        Plan.Map(model.Entity<Plan>());
        Subscription.Map(model.Entity<Subscription>());
    }
}

using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Roles;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<AiRequest> AiRequests => Set<AiRequest>();
    public DbSet<AiMonth> AiMonths => Set<AiMonth>();
    public DbSet<AiBudget> AiBudgets => Set<AiBudget>();
    public DbSet<AiPrice> AiPrices => Set<AiPrice>();
    public DbSet<RoleText> RoleTexts => Set<RoleText>();

    private static void MapAi(ModelBuilder model)
    {
        AiRequest.Map(model.Entity<AiRequest>());
        AiMonth.Map(model.Entity<AiMonth>());
        AiBudget.Map(model.Entity<AiBudget>());
        AiPrice.Map(model.Entity<AiPrice>());
        RoleText.Map(model.Entity<RoleText>());
    }
}

using ContentFactory.Domain.Affiliates;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Expense> Expenses => Set<Expense>();

    private static void MapAffiliates(ModelBuilder model) => Expense.Map(model.Entity<Expense>());
}

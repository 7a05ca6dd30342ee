using ContentFactory.Domain.LongWork;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<LongTask> LongTasks => Set<LongTask>();

    private static void MapLongWork(ModelBuilder model) => LongTask.Map(model.Entity<LongTask>());
}

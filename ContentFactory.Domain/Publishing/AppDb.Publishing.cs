using ContentFactory.Domain.Publishing;
using ContentFactory.Domain.Publishing.AutoPost;
using ContentFactory.Domain.Publishing.Import;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain;

public sealed partial class AppDb
{
    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<PublicationAttempt> PublicationAttempts => Set<PublicationAttempt>();

    public DbSet<PublicationLook> PublicationLooks => Set<PublicationLook>();
    public DbSet<PublicationRemoval> PublicationRemovals => Set<PublicationRemoval>();
    public DbSet<FirstComment> FirstComments => Set<FirstComment>();
    public DbSet<Recurrence> Recurrences => Set<Recurrence>();
    public DbSet<AutoPostRow> AutoPosts => Set<AutoPostRow>();
    public DbSet<PublicationCheck> PublicationChecks => Set<PublicationCheck>();
    public DbSet<EvergreenCategory> EvergreenCategories => Set<EvergreenCategory>();
    public DbSet<EvergreenSlot> EvergreenSlots => Set<EvergreenSlot>();
    public DbSet<EvergreenPost> EvergreenPosts => Set<EvergreenPost>();
    public DbSet<EvergreenPass> EvergreenPasses => Set<EvergreenPass>();
    public DbSet<PostImport> PostImports => Set<PostImport>();
    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    /// <summary>With a person's place in the tenant goes the address of its calendar: an invitation later does not bring it back.</summary>
    internal Task EndFeedOfAsync(Guid personId, CancellationToken ct) => CalendarFeeds.Where(f => f.PersonId == personId).ExecuteDeleteAsync(ct);

    private static void MapPublishing(ModelBuilder model)
    {
        Publication.Map(model.Entity<Publication>());
        PublicationAttempt.Map(model.Entity<PublicationAttempt>());
        PublicationLook.Map(model.Entity<PublicationLook>());
        PublicationRemoval.Map(model.Entity<PublicationRemoval>());
        FirstComment.Map(model.Entity<FirstComment>());
        CallBudget.Map(model.Entity<CallBudget>());
        Recurrence.Map(model.Entity<Recurrence>());
        AutoPostRow.Map(model.Entity<AutoPostRow>());
        PublicationCheck.Map(model.Entity<PublicationCheck>());
        EvergreenCategory.Map(model.Entity<EvergreenCategory>());
        EvergreenSlot.Map(model.Entity<EvergreenSlot>());
        EvergreenPost.Map(model.Entity<EvergreenPost>());
        EvergreenPass.Map(model.Entity<EvergreenPass>());
        PostImport.Map(model.Entity<PostImport>());
        CalendarFeed.Map(model.Entity<CalendarFeed>());
    }
}

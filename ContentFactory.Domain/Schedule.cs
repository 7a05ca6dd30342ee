using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Plans;
using ContentFactory.Domain.Access.Keys;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Analytics.Reports;
using ContentFactory.Domain.Analytics.Reports.Plans;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Clocks;
using ContentFactory.Domain.Content.Approvals.Asking;
using ContentFactory.Domain.Content.Approvals.Reminding;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Media;
using ContentFactory.Domain.Media.Making;
using ContentFactory.Domain.Media.Previews;
using ContentFactory.Domain.Platforms.Telegram;
using ContentFactory.Domain.Publishing;
using ContentFactory.Domain.Publishing.AutoPost;
using ContentFactory.Domain.Trends;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain;

/// <summary>Everything that runs by itself, one line each.</summary>
public static class Schedule
{
    public static IServiceCollection AddDuties(this IServiceCollection services)
    {
        services.AddDataDuties();
        services.AddHostedService(provider => provider.GetRequiredService<LetterLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<MailboxUpkeep>());
        services.AddHostedService<PublishingLoop>();
        services.AddHostedService<PublishingSweep>();
        services.AddHostedService<SettlingLoop>();
        services.AddHostedService<FollowingLoop>();
        services.AddHostedService<RemovalLoop>();
        services.AddHostedService<CommentLoop>();
        services.AddHostedService<PreflightLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<TokenLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<ChannelWatchLoop>());
        services.AddHostedService<UsageLoop>();
        services.AddHostedService<MetricsLoop>();
        services.AddHostedService<AutoDraftLoop>();
        services.AddHostedService<AutoPostLoop>();
        services.AddTrendsDuties();
        services.AddHostedService(provider => provider.GetRequiredService<ProductBotLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<BotPostLoop>());
        services.AddHostedService(provider => provider.GetRequiredService<NoticePostLoop>());
        services.AddHostedService<AskLoop>();
        services.AddHostedService<LongWorkLoop>();
        services.AddHostedService<PreviewLoop>();
        return services.AddClockRunner().AddClocks();
    }

    /// <summary>By the clock, in UTC, once over all nodes; what is due by its row has a loop above.</summary>
    internal static IServiceCollection AddClocks(this IServiceCollection services) => services
        .AddClock<PartitionUpkeep>("partitions", "0 10 0/12 * * ?", (upkeep, ct) => upkeep.EnsureAsync(ct))
        .AddClock<DayUpkeep>("day_zones", "20 * * * * ?", (upkeep, ct) => upkeep.FollowZonesAsync(ct))
        .AddClock<DayUpkeep>("channel_followers", "0 15 * * * ?", (upkeep, ct) => upkeep.TakeFollowersAsync(ct))
        .AddClock<DayUpkeep>("old_snapshots", "0 55 3 * * ?", (upkeep, ct) => upkeep.DropOldAsync(ct))
        .AddClock<ReportRounds>("weekly_reports", "40 * * * * ?", (rounds, ct) => rounds.RunAsync(ct))
        .AddClock<ReportUpkeep>("old_reports", "0 5 4 * * ?", (upkeep, ct) => upkeep.ForgetAsync(ct))
        .AddClock<EndedPlans>("ended_plans", "5 0/10 * * * ?", (plans, ct) => plans.EndAsync(ct))
        .AddClock<PlanningQueue>("planning", "0 * * * * ?", (queue, ct) => queue.KeepUpAsync(ct))
        .AddClock<EntryDesk>("entry", "0 25 * * * ?", (desk, ct) => desk.SweepAsync(ct))
        .AddClock<SessionRegister>("sessions", "0 20 3 * * ?", (sessions, ct) => sessions.SweepAsync(ct))
        .AddClock<ApprovalReminders>("approval_reminders", "0 3/10 * * * ?", (reminders, ct) => reminders.RemindAsync(ct))
        .AddClock<NotificationUpkeep>("notifications", "0 30 3 * * ?", (upkeep, ct) => upkeep.RemoveOldAsync(ct))
        .AddClock<DueChecks>("channel_checks", "0 35 3 * * ?", (checks, ct) => checks.ForgetAsync(ct))
        .AddClock<LeftoverSweep>("media_leftovers", "0 50 * * * ?", (sweep, ct) => sweep.SweepAsync(ct))
        .AddClock<UsageLedger>("app_usage", "0 45 3 * * ?", (ledger, ct) => ledger.ForgetAsync(ct))
        .AddClock<AiSweep>("ai_requests", "0 2/5 * * * ?", (sweep, ct) => sweep.WriteOffAsync(ct))
        .AddClock<SignInSweep>("channel_sign_ins", "0 5/15 * * * ?", (sweep, ct) => sweep.SweepAsync(ct))
        .AddClock<MakingFolders>("media_making", "0 50 3 * * ?", (folders, ct) => folders.SweepAsync(ct))
        .AddClock<KeyRotation>("tenant_keys", "0 28 * * * ?", (rotation, ct) => rotation.FinishAsync(ct))
        .AddClock<AuditUpkeep>("old_audit", "0 10 4 * * ?", (upkeep, ct) => upkeep.ForgetAsync(ct))
        .AddClock<LongWorkQueue>("long_work", "0 40 3 * * ?", (queue, _) => queue.ForgetAsync());
}

using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Tests.Support;
using ContentFactory.Web;

namespace ContentFactory.Tests.Rules;

public sealed partial class ArchitectureTests
{
    /// <summary>Who sees all tenants: queues, consoles, and the doors that answer "which tenant". Beside the folder Data.</summary>
    private static readonly Dictionary<string, string> SystemDoors = new()
    {
        ["ContentFactory.Domain/Access/AccessSetup.cs"] = "people belong to no tenant",
        ["ContentFactory.Domain/Access/Entry/"] = "the doors, before anybody is known",
        ["ContentFactory.Domain/Access/Sessions/"] = "people belong to no tenant, and open pages of all tenants are asked for at once",
        ["ContentFactory.Domain/Access/Keys/"] = "sealed secrets of all tenants, wrapped anew",
        ["ContentFactory.Domain/Access/Letters/LetterQueue.cs"] = "the queue of letters",
        ["ContentFactory.Domain/Access/Audit/AuditUpkeep.cs"] = "rows of the audit log that were kept long enough, of all tenants",
        ["ContentFactory.Domain/Access/Notices/NotificationUpkeep.cs"] = "the removal of what was read long ago",
        ["ContentFactory.Domain/Access/Notices/Post/NoticePost.cs"] = "notices of all tenants on their way to people",
        ["ContentFactory.Domain/Access/Messengers/BotMessageQueue.cs"] = "the queue of the bot's messages",
        ["ContentFactory.Domain/Admin/SystemFacts.cs"] = "health of the whole system",
        ["ContentFactory.Domain/Admin/Overview/InstallationQueries.cs"] = "the administrators' numbers over all tenants",
        ["ContentFactory.Domain/Admin/Plans/EndedPlans.cs"] = "plans of all tenants whose last day is over",
        ["ContentFactory.Domain/Ai/Costs/AiSweep.cs"] = "requests to models whose node is gone, of all tenants",
        ["ContentFactory.Domain/Analytics/MetricsQueue.cs"] = "the queue of numbers to ask for",
        ["ContentFactory.Domain/Analytics/Days/SnapshotWriter.cs"] = "the writer of numbers and daily rows",
        ["ContentFactory.Domain/Analytics/Days/DayUpkeep.cs"] = "days made anew after a move to another zone, followers of days, old readings taken away",
        ["ContentFactory.Domain/Analytics/Reports/ReportUpkeep.cs"] = "reports of all tenants that were kept long enough",
        ["ContentFactory.Domain/Analytics/Reports/Plans/ReportRounds.cs"] = "plans of all tenants that fall due",
        ["ContentFactory.Domain/Channels/Health/DueChecks.cs"] = "channels to be asked how they are, of all tenants",
        ["ContentFactory.Domain/Channels/Tokens/DueTokens.cs"] = "tokens that end soon, of all tenants",
        ["ContentFactory.Domain/Channels/Usage/UsageLedger.cs"] = "what registered apps use of their limits, over all tenants",
        ["ContentFactory.Domain/Content/AutoDrafts/AutoDraftQueue.cs"] = "drafts to be composed, of all tenants",
        ["ContentFactory.Domain/Content/Approvals/Asking/"] = "posts of all tenants that approvers are asked about in Telegram",
        ["ContentFactory.Domain/Content/Approvals/Reminding/ApprovalReminders.cs"] = "posts of all tenants that wait too long",
        ["ContentFactory.Domain/Clocks/DatabaseTime.cs"] = "the database's time",
        ["ContentFactory.Domain/Publishing/Following/AcceptedQueue.cs"] = "what networks of all tenants still work on",
        ["ContentFactory.Domain/Channels/ChannelFellows.cs"] = "whether other tenants have accounts of the same grant",
        ["ContentFactory.Domain/Channels/SignIns/AppAssignments.cs"] = "how many tenants an app has, over all of them",
        ["ContentFactory.Domain/Channels/SignIns/SignInSweep.cs"] = "ways out to networks that are over, of all tenants",
        ["ContentFactory.Domain/LongWork/LongWorkQueue.cs"] = "the queue of long work",
        ["ContentFactory.Domain/Access/Messengers/TelegramLinks.cs"] = "who acts by a Telegram account",
        ["ContentFactory.Domain/Platforms/Telegram/ProductBotLoop.cs"] = "the lock of the one reader of the bot",
        ["ContentFactory.Domain/Media/LeftoverSweep.cs"] = "removed files of all tenants whose bytes are still there",
        ["ContentFactory.Domain/Media/Previews/PreviewQueue.cs"] = "files of all tenants whose previews are to be made",
        ["ContentFactory.Domain/Publishing/Sending/"] = "the queue of publications",
        ["ContentFactory.Domain/Publishing/Preflight/PreflightQueue.cs"] = "planned publications to be looked at ahead of their time, of all tenants",
        ["ContentFactory.Domain/Publishing/Commenting/CommentQueue.cs"] = "the queue of comments to be written under posts that are out",
        ["ContentFactory.Domain/Publishing/Removing/RemovalQueue.cs"] = "the queue of posts to be deleted at their networks",
        ["ContentFactory.Domain/Publishing/AutoPost/AutoPostQueue.cs"] = "posts of all tenants that are planned by themselves",
        ["ContentFactory.Domain/Publishing/Settling/SettlingQueue.cs"] = "the queue of lost answers",
        ["ContentFactory.Domain/Publishing/Planning/PlanningQueue.cs"] = "the upkeep of what repeats and of warm-ups",
        ["ContentFactory.Domain/Trends/DueSources.cs"] = "the queue of sources",
        ["ContentFactory.Web/Demo/DemoPast.cs"] = "the past that the demo is given",
    };

    /// <summary>Feature to what it may use; its own namespace, Data and the root are free to all.</summary>
    private static readonly Dictionary<string, string[]> Directions = new()
    {
        ["Access"] = ["Billing"],
        ["Billing"] = ["Access"],
        ["Outgoing"] = [],
        ["Clocks"] = [],
        ["Ai"] = ["Access", "Billing"],
        ["Affiliates"] = ["Access"],
        ["Platforms"] = ["Access", "Outgoing"],
        ["LongWork"] = ["Access"],
        ["Trends"] = ["Access", "Billing", "LongWork", "Outgoing", "Ai", "Platforms"],
        ["Channels"] = ["Access", "Billing", "LongWork", "Outgoing", "Platforms", "Trends"],
        ["Media"] = ["Access", "Ai", "Billing", "LongWork", "Outgoing", "Platforms", "Trends"],
        ["Content"] = ["Access", "Billing", "LongWork", "Channels", "Media", "Trends", "Ai", "Platforms"],
        ["Publishing"] = ["Access", "Billing", "LongWork", "Channels", "Media", "Content", "Trends", "Platforms"],
        ["Analytics"] = ["Access", "Ai", "Billing", "LongWork", "Channels", "Media", "Content", "Publishing", "Trends", "Platforms"],
    };

    private static readonly IReadOnlyList<(string Name, string Text)> Sources =
        [.. new[] { SourceTree.Domain, SourceTree.Web }.SelectMany(p => SourceTree.Files(p, "*.cs").Concat(SourceTree.Files(p, "*.razor"))).Select(f => (SourceTree.Name(f), File.ReadAllText(f)))];

    private static readonly IReadOnlyList<Type> Types =
        [.. new[] { typeof(AppDb), typeof(Application), typeof(ArchitectureTests) }.SelectMany(t => t.Assembly.GetTypes()).Where(t => t.Namespace?.StartsWith("ContentFactory", StringComparison.Ordinal) is true && !t.Name.Contains('<', StringComparison.Ordinal))];

    [Fact]
    public void Only_listed_doors_pass_the_tenants()
    {
        Findings.None(Sources.Where(s => !InData(s.Name) && SystemAccess().IsMatch(s.Text) && !SystemDoors.Keys.Any(d => s.Name.StartsWith(d, StringComparison.Ordinal))).Select(s => s.Name));
        Assert.All(SystemDoors.Keys, door => Assert.Contains(Sources, s => s.Name.StartsWith(door, StringComparison.Ordinal) && SystemAccess().IsMatch(s.Text)));
    }

    [Fact]
    public void Contexts_and_connections_are_made_by_data_alone() =>
        Findings.None(Sources.Where(s => !InData(s.Name) && OwnConnection().IsMatch(s.Text)).Select(s => $"{s.Name}: {OwnConnection().Match(s.Text).Value}"));

    [Fact]
    public void The_domain_knows_no_browser() =>
        Findings.None(from s in Sources
            where s.Name.StartsWith("ContentFactory.Domain/", StringComparison.Ordinal)
            from Match use in Browser().Matches(s.Text)
            select $"{s.Name}: {use.Value}");

    [Fact]
    public void Connectors_repeat_no_call_by_themselves() =>
        Findings.None(Sources.Where(s => s.Name.StartsWith("ContentFactory.Domain/", StringComparison.Ordinal) && Repeats().IsMatch(s.Text)).Select(s => $"{s.Name}: {Repeats().Match(s.Text).Value}"));

    [Fact]
    public void Saved_commits_are_never_repeated() => Findings.None(Sources.Where(s => s.Text.Contains("EnableRetryOnFailure", StringComparison.Ordinal)).Select(s => s.Name));

    [Fact]
    public void Classes_are_named_for_what_they_can() => Findings.None(Types.Where(t => Vague().IsMatch(t.Name)).Select(t => t.FullName!));

    [Fact]
    public void Folders_are_named_for_features() => Findings.None(Types.Where(t => t.Namespace!.Split('.').Any(IsVagueFolder)).Select(t => t.FullName!));

    [Fact]
    public void An_interface_has_more_than_one_implementation() =>
        Findings.None(Types.Where(t => t.IsInterface && t.Name is not "IPlatform" && Types.Count(c => c.IsClass && t.IsAssignableFrom(c)) == 1).Select(t => t.FullName!));

    [Fact]
    public void Features_use_only_those_before_them() =>
        Findings.None(from s in Sources
            let parts = s.Name.Split('/')
            where parts is ["ContentFactory.Domain", _, _, ..] && Directions.ContainsKey(parts[1]) && !parts[^1].StartsWith("AppDb.", StringComparison.Ordinal)
            from Match use in UsedFeature().Matches(s.Text)
            let used = use.Groups[1].Value
            where Directions.ContainsKey(used) && used != parts[1] && !Directions[parts[1]].Contains(used)
            select $"{s.Name} uses {used}");

    [Fact]
    public void Files_and_folders_stay_small()
    {
        Findings.None(AllFiles().Where(f => f.Name.EndsWith(".cs", StringComparison.Ordinal) && f.Lines > 300).Select(f => $"{f.Name} has {f.Lines} lines"));
        Findings.None(AllFiles().Where(f => f.Name.EndsWith(".razor", StringComparison.Ordinal) && f.Lines > 200).Select(f => $"{f.Name} has {f.Lines} lines"));
        // a migration is never taken out again
        Findings.None(AllFiles().GroupBy(f => Path.GetDirectoryName(f.Name)).Where(g => g.Count() > 25 && !g.Key!.EndsWith("/Migrations", StringComparison.Ordinal)).Select(g => $"{g.Key} has {g.Count()} files"));
    }

    [Fact]
    public void Nobody_leaves_a_task_for_later() => Findings.None(AllFiles().Where(f => LaterNote().IsMatch(File.ReadAllText(Path.Combine(SourceTree.Root, f.Name)))).Select(f => f.Name));

    [Theory]
    [InlineData("class X(SystemDb all)")]
    [InlineData("services.GetRequiredService<DataSources>()")]
    public void Finds_a_door_past_the_tenants(string code) => Assert.Matches(SystemAccess(), code);

    [Theory]
    [InlineData("class X(IDbContextFactory<AppDb> contexts)")]
    [InlineData("new NpgsqlConnection(text)")]
    [InlineData("NpgsqlDataSource.Create(text)")]
    public void Finds_a_connection_of_ones_own(string code) => Assert.Matches(OwnConnection(), code);

    [Theory]
    [InlineData("PostService")]
    [InlineData("ChannelManager")]
    [InlineData("TextUtils")]
    [InlineData("DateHelper")]
    public void Finds_a_vague_name(string name) => Assert.Matches(Vague(), name);

    private static bool InData(string name) => name.StartsWith("ContentFactory.Domain/Data/", StringComparison.Ordinal);

    private static bool IsVagueFolder(string name) => name is "Common" or "Shared" or "Helpers" or "Services" or "Models" or "Interfaces" or "Utils" or "Managers" or "Core";

    private static IEnumerable<(string Name, int Lines)> AllFiles() =>
        from project in new[] { SourceTree.Domain, SourceTree.Web, Path.Combine(SourceTree.Root, "ContentFactory.Tests") }
        from pattern in new[] { "*.cs", "*.razor" }
        from file in SourceTree.Files(project, pattern)
        select (SourceTree.Name(file), File.ReadLines(file).Count());

    [GeneratedRegex(@"\b(SystemDb|DataSources)\b")]
    private static partial Regex SystemAccess();

    [GeneratedRegex(@"\bIDbContextFactory\b|new NpgsqlConnection\(|\bNpgsqlDataSource(Builder)?\b|new AppDb\(")]
    private static partial Regex OwnConnection();

    [GeneratedRegex(@"Microsoft\.AspNetCore\.(Http|Components|Mvc|Routing|Builder)\b(?!\.Result)|\bIHttpContextAccessor\b")]
    private static partial Regex Browser();

    [GeneratedRegex(@"Microsoft\.Extensions\.Http\.(Resilience|Polly)|Add(Standard)?Resilience\w*|AddPolicyHandler|AddTransientHttpErrorPolicy")]
    private static partial Regex Repeats();

    [GeneratedRegex("(Service|Services|Manager|Helper|Helpers|Util|Utils)(`\\d)?$")]
    private static partial Regex Vague();

    [GeneratedRegex(@"(?:using (?:static )?ContentFactory\.Domain\.|(?<=[\s(<])Domain\.)(\w+)")]
    private static partial Regex UsedFeature();

    [GeneratedRegex(@"//.*\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b|^\s*#region", RegexOptions.Multiline)]
    private static partial Regex LaterNote();
}

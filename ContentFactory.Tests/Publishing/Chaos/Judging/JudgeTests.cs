using ContentFactory.Domain;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>A judge that never convicts proves nothing: each charge, from evidence made for it.</summary>
public sealed class JudgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    private readonly Forged one = new(Start);

    [Fact]
    public void Ordinary_publication_is_guilty_of_nothing()
    {
        one.Claim("a", 1).Send("a", 2).Call("a", 2.1, LedgerKind.Called, LedgerKind.Accepted, LedgerKind.Answered).Ends("a", 3, "published");

        Assert.Empty(one.Verdict("published", one.PostId).Findings);
    }

    [Fact]
    public void Second_post_is_a_double_and_was_resent()
    {
        one.Claim("a", 1).Send("a", 2).Call("a", 2.1, LedgerKind.Called, LedgerKind.Accepted).Call("b", 9, LedgerKind.Called, LedgerKind.Accepted).Ends("a", 10, "published");

        Assert.Equal([Charge.Double, Charge.Resent], Charges("published", one.PostId));
    }

    [Theory]
    [InlineData("leased", Charge.Stuck)]
    [InlineData("held", Charge.Lost)]
    [InlineData("published", Charge.WrongLabel)]
    public void Ending_without_a_post_is_named(string state, object charge)
    {
        one.Claim("a", 1);

        Assert.Equal([(Charge)charge], Charges(state, null));
    }

    [Fact]
    public void Failed_though_accepted_is_a_wrong_label()
    {
        one.Claim("a", 1).Send("a", 2).Call("a", 2.1, LedgerKind.Called, LedgerKind.Accepted).Ends("a", 3, "failed");

        Assert.Equal([Charge.WrongLabel], Charges("failed", null));
    }

    [Fact]
    public void Unknown_after_a_delivered_reply_needs_a_reason()
    {
        one.Claim("a", 1).Send("a", 2).Call("a", 2.1, LedgerKind.Called, LedgerKind.Accepted, LedgerKind.Answered).Ends("a", 3, "unknown");

        Assert.Equal([Charge.NeedlesslyUnknown], Charges("unknown", null));
    }

    [Fact]
    public void Outcome_by_another_than_the_claimer_is_stale()
    {
        one.Claim("a", 1).Send("a", 2).Call("a", 2.1, LedgerKind.Called, LedgerKind.Accepted, LedgerKind.Answered).Ends("b", 3, "published");

        Assert.Equal([Charge.StaleWrite], Charges("published", one.PostId));
    }

    [Fact]
    public void Call_after_the_lease_passed_on_is_a_late_send()
    {
        one.Claim("a", 1).Send("a", 2).Ends("b", 9, "unknown").Call("a", 10, LedgerKind.Called, LedgerKind.Accepted);

        Assert.Single(one.Verdict("unknown", null).LateSends);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(9, true)]
    public void Work_of_a_dead_node_moves_in_time(double seconds, bool late)
    {
        one.Claim("a", 1).Send("a", 2).Killed("a", 2.5).Ends("b", seconds, "unknown");

        var verdict = one.Verdict("unknown", null);
        Assert.Equal((1, seconds - 2.5), (verdict.Takeovers, verdict.MaxTakeover.TotalSeconds));
        Assert.Equal(late, verdict.Count(Charge.LateTakeover) == 1);
    }

    [Fact]
    public void Call_that_the_timeline_does_not_tell_is_unexplained()
    {
        one.Claim("a", 1).Send("a", 2).Call("a", 2.1, LedgerKind.Called, LedgerKind.Accepted, LedgerKind.Answered).Ends("a", 3, "published");
        one.Untold = true;

        Assert.Equal([Charge.Unexplained], Charges("published", one.PostId));
    }

    [Fact]
    public void Post_that_nobody_planned_is_foreign()
    {
        one.Claim("a", 1).Send("a", 2).Call("a", 2.1, LedgerKind.Called, LedgerKind.Accepted, LedgerKind.Answered).Ends("a", 3, "published");

        Assert.Equal([Charge.Foreign], Charges("published", one.PostId, "another text"));
    }

    private IEnumerable<Charge> Charges(string state, string? externalId, string? stranger = null) => one.Verdict(state, externalId, stranger).Findings.Select(f => f.Charge).Order();

    /// <summary>One publication of a blind network, its moves and its calls; times in seconds, the lease is three.</summary>
    private sealed class Forged(DateTimeOffset start)
    {
        private const string Account = "blind.t00";
        private const string Text = "Post";

        private readonly Guid id = Ids.New(start);
        private readonly List<Move> moves = [];
        private readonly List<LedgerLine> lines = [];
        private readonly List<FleetEvent> events = [];
        private int calls;

        /// <summary>The timeline is empty.</summary>
        public bool Untold { get; set; }

        public string PostId => $"{Account}/1";

        public Forged Claim(string node, double at) => Add(new(id, node, "scheduled", "leased", 0, 1, null, At(at)));

        public Forged Send(string node, double at) => Add(new(id, node, "leased", "sending", 1, 1, At(at + 2), At(at)));

        public Forged Ends(string node, double at, string state) => Add(new(id, node, "sending", state, 1, 1, node == "a" ? At(at + 1) : At(at - 1), At(at)));

        public Forged Call(string node, double at, params LedgerKind[] kinds)
        {
            calls++;
            lines.AddRange(kinds.Select(kind => new LedgerLine(calls, kind, Account, Text, node, At(at), kind is LedgerKind.Accepted ? $"{Account}/{calls}" : null)));
            return this;
        }

        public Forged Killed(string node, double at)
        {
            events.Add(new(FleetEventKind.Killed, node, At(at), At(at)));
            return this;
        }

        public Verdict Verdict(string state, string? externalId, string? stranger = null)
        {
            if (stranger is not null)
                lines.Add(new(99, LedgerKind.Refused, Account, stranger, "a", At(5)));
            events.Add(new(FleetEventKind.Ready, "b", start, start));
            var plan = new RunPlan(1, new(20), 1, 1, 2, TimeSpan.Zero, []);
            var publication = new PublicationFact(id, Account, Text, state, externalId, start, null);
            return Judge.Of(new(plan, [publication], moves.ToLookup(m => m.PublicationId), lines, events, [], 0, 0, TimeSpan.Zero)
            {
                Attempts = Told(state, externalId).ToLookup(a => a.PublicationId),
            });
        }

        /// <summary>A timeline that tells each call, and the end as the publication has it.</summary>
        private IEnumerable<AttemptFact> Told(string state, string? externalId)
        {
            var begun = Untold ? [] : lines.Where(l => l.Kind is LedgerKind.Called).Select(l => l.At).DefaultIfEmpty(start).ToList();
            return begun.Select((at, n) => n < begun.Count - 1 ? new AttemptFact(id, n + 1, "unknown", at, null, null) : new AttemptFact(id, n + 1, state switch
            {
                "published" => "confirmed",
                "failed" => "rejected",
                _ => "unknown",
            }, at, null, externalId));
        }

        private Forged Add(Move move)
        {
            moves.Add(move);
            return this;
        }

        private DateTimeOffset At(double seconds) => start + TimeSpan.FromSeconds(seconds);
    }
}

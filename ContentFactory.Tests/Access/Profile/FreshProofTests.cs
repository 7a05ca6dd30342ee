using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Tests.Access;

/// <summary>An open browser alone gives nobody a way to come back.</summary>
public sealed class FreshProofTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(11);

    private static readonly Dictionary<string, Func<OwnRig, Task<Problem?>>> Verbs = new()
    {
        ["a passkey is added"] = async own => (await own.Get<OwnPasskeys>().AddAsync(own.Session, Passkey(), "Laptop", default)).Problem,
        ["a passkey is removed"] = async own => (await own.Get<OwnPasskeys>().RemoveAsync(own.Session, "AAAA", default)).Problem,
        ["a login is added"] = async own => (await own.Get<OwnLogins>().AddAsync(own.Session, new("Google", $"{own.Person.Id}", null, false, null), default)).Problem,
        ["a login is removed"] = async own => (await own.Get<OwnLogins>().RemoveAsync(own.Session, "Google", "none", default)).Problem,
        ["telegram is linked"] = async own => (await own.Get<TelegramLinks>().NewCodeAsync(own.Session, default)).Problem,
        ["telegram is unlinked"] = async own => (await own.Get<TelegramLinks>().UnlinkAsync(own.Session, default)).Problem,
        ["a factor is begun"] = async own => (await own.Get<OwnSecurity>().BeginAsync(own.Session, default)).Problem,
        ["a factor is confirmed"] = async own => (await own.Get<OwnSecurity>().ConfirmAsync(own.Session, "000000", default)).Problem,
    };

    private static readonly Dictionary<string, Func<OwnRig, Task<Problem?>>> VerbsWithFactor = new()
    {
        ["the factor is switched off"] = async own => (await own.Get<OwnSecurity>().SwitchOffAsync(own.Session, default)).Problem,
        ["recovery codes are renewed"] = async own => (await own.Get<OwnSecurity>().NewCodesAsync(own.Session, default)).Problem,
        ["a first password is set"] = async own => (await own.Get<OwnSecurity>().SetPasswordAsync(own.Session, "Another-long-1", default)).Problem,
    };

    private static int people;

    public static TheoryData<string> Asking => [.. Verbs.Keys, .. VerbsWithFactor.Keys];

    [Theory]
    [MemberData(nameof(Asking))]
    public Task An_old_session_must_prove_itself_before(string verb) => WithAsync(async own =>
    {
        if (VerbsWithFactor.ContainsKey(verb))
            await own.WithFactorAsync();
        var act = Verbs.GetValueOrDefault(verb) ?? VerbsWithFactor[verb];
        await domain.AdvanceAsync(Later);

        Assert.Equal(FreshProof.Needed, (await act(own))?.TextKey);
        Assert.Empty(await own.TrailAsync());
        await own.Get<FreshProof>().GiveAsync(own.Session, default);
        Assert.NotEqual(FreshProof.Needed, (await act(own))?.TextKey);
    }, hasPassword: verb != "a first password is set");

    [Fact]
    public Task A_proof_holds_for_ten_minutes_in_its_session() => WithAsync(async own =>
    {
        var proof = own.Get<FreshProof>();
        await domain.AdvanceAsync(Later);
        var other = await own.SignInAsync();
        Assert.False(await proof.HoldsAsync(own.Session, default));
        Assert.True(await proof.HoldsAsync(other, default));

        Assert.True((await own.Get<OwnProof>().ByPasswordAsync(own.Session, Seed.Password, default)).Ok);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(9));
        Assert.True(await proof.HoldsAsync(own.Session, default));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.False(await proof.HoldsAsync(own.Session, default));
        Assert.False(await proof.HoldsAsync(other, default));
    });

    [Fact]
    public Task An_ended_or_foreign_session_has_no_proof() => WithAsync(own => OwnRig.RunAsync(domain, NewEmail(), async another =>
    {
        var proof = own.Get<FreshProof>();
        Assert.False(await proof.HoldsAsync(own.Session with { Person = another.Person }, default));
        Assert.True(await proof.HoldsAsync(own.Session, default));
        await own.People.UpdateSecurityStampAsync(own.Person);
        Assert.False(await proof.HoldsAsync(own.Session, default));
        await own.GoOnAsync();
        Assert.True(await proof.HoldsAsync(own.Session, default));
        await own.Get<SessionRegister>().EndAsync(own.Session.Id, own.Person.Id, SessionEnd.Person, default);
        Assert.False(await proof.HoldsAsync(own.Session, default));
    }));

    [Fact]
    public Task A_wrong_password_at_the_proof_counts_at_the_door() => WithAsync(async own =>
    {
        await domain.AdvanceAsync(Later);
        var proof = own.Get<OwnProof>();
        for (var i = 0; i < 5; i++)
            Assert.Equal(("Password", "Access.OwnPasswordWrong"), Said(await proof.ByPasswordAsync(own.Session, $"guess-{i}-long", default)));

        Assert.Equal(("Password", "Access.SignInLocked"), Said(await proof.ByPasswordAsync(own.Session, Seed.Password, default)));
        Assert.Equal("Access.SignInLocked", (await own.Get<PasswordDoor>().CheckAsync(own.Person.Email, Seed.Password, "elsewhere", default)).Problem?.TextKey);
        Assert.False(await own.Get<FreshProof>().HoldsAsync(own.Session, default));
        Assert.Equal(["""lock_out - {"Minutes": 15}"""], await own.TrailAsync());
    });

    [Fact]
    public Task Without_a_password_the_app_proves_it() => WithAsync(async own =>
    {
        var key = await own.WithFactorAsync();
        await domain.AdvanceAsync(Later);
        var proof = own.Get<OwnProof>();
        Assert.Equal(ProofWay.App, OwnProof.WayOf(own.Person));
        Assert.False((await proof.SendCodeAsync(own.Session, default)).Ok);
        Assert.Equal(("Code", "Access.SecondWrong"), Said(await proof.ByAppAsync(own.Session, TotpCode.Of(key) == "000000" ? "000001" : "000000", default)));
        Assert.False(await own.Get<FreshProof>().HoldsAsync(own.Session, default));

        Assert.True((await proof.ByAppAsync(own.Session, TotpCode.Of(key), default)).Ok);
        Assert.True(await own.Get<FreshProof>().HoldsAsync(own.Session, default));
    }, hasPassword: false);

    [Fact]
    public Task Without_both_a_letter_proves_it_once() => WithAsync(async own =>
    {
        await domain.AdvanceAsync(Later);
        var (proof, fresh) = (own.Get<OwnProof>(), own.Get<FreshProof>());
        var ticket = (await proof.SendCodeAsync(own.Session, default)).Value;
        var code = await SentLetters.CodeAsync(domain.Database, own.Person.Email!);
        Assert.Equal(("Code", "Access.CodeWrong"), Said(await proof.ByCodeAsync(own.Session, ticket, DoorDomain.Not(code), default)));
        Assert.False(await fresh.HoldsAsync(own.Session, default));

        Assert.True((await proof.ByCodeAsync(own.Session, ticket, code, default)).Ok);
        Assert.True(await fresh.HoldsAsync(own.Session, default));
        Assert.Equal("Access.CodeUsed", (await proof.ByCodeAsync(own.Session, ticket, code, default)).Problem?.TextKey);
    }, hasPassword: false);

    [Fact]
    public Task A_password_is_not_passed_by_a_letter() => WithAsync(async own =>
    {
        var proof = own.Get<OwnProof>();
        Assert.Equal(ProblemKind.Conflict, (await proof.SendCodeAsync(own.Session, default)).Problem?.Kind);
        Assert.Equal(ProblemKind.Conflict, (await proof.ByCodeAsync(own.Session, null, "123456", default)).Problem?.Kind);
        Assert.Equal(ProblemKind.Conflict, (await proof.ByAppAsync(own.Session, "123456", default)).Problem?.Kind);
    });

    [Fact]
    public Task A_code_of_another_persons_proof_proves_nothing() => WithAsync(own => OwnRig.RunAsync(domain, NewEmail(), async another =>
    {
        await domain.AdvanceAsync(Later);
        var ticket = (await another.Get<OwnProof>().SendCodeAsync(another.Session, default)).Value;
        var code = await SentLetters.CodeAsync(domain.Database, another.Person.Email!);

        Assert.Equal("Access.CodeElsewhere", (await own.Get<OwnProof>().ByCodeAsync(own.Session, ticket, code, default)).Problem?.TextKey);
        Assert.False(await own.Get<FreshProof>().HoldsAsync(own.Session, default));
    }, hasPassword: false), hasPassword: false);

    private static (string?, string?) Said(Result answer) => (answer.Problem?.Field, answer.Problem?.TextKey);

    private static UserPasskeyInfo Passkey() => new([1, 2, 3], [4], TimeProvider.System.GetUtcNow(), 0, null, true, false, false, [5], [6]);

    private static string NewEmail() => $"fresh{Interlocked.Increment(ref people)}@proof.test";

    private Task WithAsync(Func<OwnRig, Task> act, bool hasPassword = true) => OwnRig.RunAsync(domain, NewEmail(), act, hasPassword);
}

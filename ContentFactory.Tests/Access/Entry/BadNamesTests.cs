using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>Names that are too long, drawn, turned round or made of tags, wherever something is named.</summary>
public sealed class BadNamesTests(DoorDomain domain) : IClassFixture<DoorDomain>
{
    private const string Drawn = "Анна 🦊 👩‍👩‍👧";
    private const string Tagged = "<script>alert(1)</script> & \"{{7*7}}\"";
    private const string Turned = "\u202Egnp.\u2066Анна\u200F";

    private static int tenants;

    public static TheoryData<string> Places => ["registration", "profile", "tenant", "company", "own tenant"];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_name_of_300_characters_is_refused_at_its_field(string place)
    {
        Assert.EndsWith("Name", (await NameAsync(place, new string('я', 300))).Field, StringComparison.Ordinal);
        Assert.EndsWith("Name", (await NameAsync(place, "   ")).Field, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Signs_and_tags_are_kept_as_they_are(string place)
    {
        Assert.Equal((Drawn, null), await NameAsync(place, Drawn));
        Assert.Equal((Tagged, null), await NameAsync(place, $"  {Tagged} "));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Marks_that_turn_the_text_around_do_not_stay(string place)
    {
        var (kept, field) = await NameAsync(place, Turned);
        if (kept is null)
            Assert.EndsWith("Name", field, StringComparison.Ordinal);
        else
            Assert.Equal("gnp.Анна", kept);
    }

    /// <summary>The name that is kept, or the field where it was refused.</summary>
    private async Task<(string? Kept, string? Field)> NameAsync(string place, string name)
    {
        var tenant = await domain.AddTenantAsync($"named{Interlocked.Increment(ref tenants)}");
        return place switch
        {
            "registration" => Of(await domain.FinishAsync(await domain.ProvedAsync(domain.NewAddress()), name), person => person.DisplayName),
            "profile" => Of(await domain.InAsync((OwnProfile own) => own.SaveAsync(tenant.Person(MemberRole.Viewer), new(name, "ru", null))), person => person.DisplayName),
            "tenant" => await TenantAsync(tenant, name),
            "company" => await CompanyAsync(tenant, name),
            "own tenant" => Of(await domain.InAsync((TenantRegistration own) => own.CreateAsync(tenant.Person(MemberRole.Viewer), new NewTenant(name, null, "Europe/Moscow", "ru"), default)), made => made.Name),
            _ => throw new InvalidOperationException(place),
        };
    }

    private static async Task<(string?, string?)> TenantAsync(TestTenant tenant, string name)
    {
        var card = await tenant.AsAsync<TenantProfile, TenantCard>(MemberRole.Owner, p => p.ReadAsync(default));
        var edited = await tenant.AsAsync<TenantProfile, Result>(MemberRole.Owner, p => p.EditAsync(new(name, card.ZoneId, card.Language, card.Currency, card.Interests, card.Platforms, card.Version), default));
        return edited.Ok ? ((await tenant.AsAsync<TenantProfile, TenantCard>(MemberRole.Owner, p => p.ReadAsync(default))).Name, null) : (null, edited.Problem!.Field);
    }

    private static async Task<(string?, string?)> CompanyAsync(TestTenant tenant, string name)
    {
        var added = await tenant.AsAsync<CompanyEditor, Result<Guid>>(MemberRole.Owner, e => e.AddAsync(new CompanyEntry(name)));
        return added.Ok ? ((await tenant.AsAsync<CompanyQueries, Result<CompanyView>>(MemberRole.Owner, q => q.OneAsync(added.Value))).Value.Entry.Name, null) : (null, added.Problem!.Field);
    }

    private static (string?, string?) Of<T>(Result<T> result, Func<T, string> name) => result.Ok ? (name(result.Value), null) : (null, result.Problem!.Field);
}

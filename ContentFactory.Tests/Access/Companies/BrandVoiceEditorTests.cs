using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Access;

public sealed class BrandVoiceEditorTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private const string Coffee =
        "В центре города открылась новая кофейня с собственной обжаркой зерна. Владельцы обещают три сорта кофе из Эфиопии и Кении. "
        + "По выходным бариста будут проводить бесплатные занятия для гостей. Первую сотню посетителей угостят десертом от шефа.";

    private static readonly BrandVoiceEntry Plain = new("ru", null, [], [], [], [], [], [], new Dictionary<string, string>());

    [Fact]
    public async Task All_fields_come_back_without_doubles_and_blanks()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var entry = new BrandVoiceEntry(
            "ru", "ты", ["дружелюбный"], ["дешёвый -> недорогой", "смета"], ["уникальный"], ["✔", "👩‍🍳"], ["Начинай с пользы, а не с себя"], ["Не пиши «мы лучшие»"],
            new Dictionary<string, string> { ["tip"] = "Сохрани.", ["own occasion"] = "Своё." });

        Assert.True((await SaveAsync(tenant, entry with { Personality = [" дружелюбный ", "Дружелюбный", ""], Examples = new Dictionary<string, string>(entry.Examples) { ["news"] = "  " } })).Ok);

        Assert.Equivalent(entry, (await ReadAsync(tenant)).Entry, strict: true);
        Assert.Equal(1, await tenant.DbAsync(db => db.AuditLog.CountAsync(a => a.Action == Permission.EditBrandVoice && a.After != null && a.Before != null)));
    }

    public static TheoryData<string, BrandVoiceEntry> Wrong => new()
    {
        { "Language", Plain with { Language = "de" } },
        { "FormOfAddress", Plain with { FormOfAddress = "они" } },
        { "Personality", Plain with { Personality = [.. Enumerable.Range(0, 11).Select(n => $"trait {n}")] } },
        { "Personality", Plain with { Personality = [new string('x', 61)] } },
        { "Preferred", Plain with { Preferred = [.. Enumerable.Range(0, 61).Select(n => $"word {n}")] } },
        { "Preferred", Plain with { Preferred = ["смета"], Avoid = ["Смета"] } },
        { "Preferred", Plain with { Preferred = ["дорогой -> смета"], Avoid = ["смета"] } },
        { "Avoid", Plain with { Avoid = [new string('x', 300)] } },
        { "Emoji", Plain with { Emoji = ["wow"] } },
        { "Emoji", Plain with { Emoji = ["✔★"] } },
        { "Emoji", Plain with { Emoji = ["7"] } },
        { "Do", Plain with { Do = [new string('x', 301)] } },
        { "Dont", Plain with { Dont = [.. Enumerable.Range(0, 21).Select(n => $"rule {n}")] } },
        { "Examples.tip", Plain with { Examples = new Dictionary<string, string> { ["tip"] = new string('x', 1001) } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Bad_input_is_named_at_its_field(string field, BrandVoiceEntry entry)
    {
        var tenant = await PostRig.TenantAsync(domain);

        Assert.Equal(field, (await SaveAsync(tenant, entry)).Problem?.Field);
        Assert.Empty((await ReadAsync(tenant)).Entry.Preferred);
    }

    [Fact]
    public async Task A_change_of_somebody_else_is_not_written_over()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var seen = (await ReadAsync(tenant)).Version;
        Assert.True((await SaveAsync(tenant, Plain with { Avoid = ["theirs"] }, seen)).Ok);

        Assert.Equal("Access.CompanyChanged", (await SaveAsync(tenant, Plain with { Avoid = ["mine"] }, seen)).Problem?.TextKey);

        Assert.Equal(["theirs"], (await ReadAsync(tenant)).Entry.Avoid);
    }

    [Fact]
    public async Task An_editor_reads_the_voice_and_may_not_change_it()
    {
        var tenant = await PostRig.TenantAsync(domain);

        Assert.Equal(tenant.CompanyId, (await tenant.AsAsync<CompanyQueries, Result<BrandVoiceView>>(MemberRole.Viewer, q => q.VoiceAsync(tenant.CompanyId))).Value.CompanyId);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<BrandVoiceEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(tenant.CompanyId, Plain, 1)));
    }

    [Fact]
    public async Task The_next_draft_is_written_in_the_saved_voice()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var items = new List<Guid>();
        foreach (var n in Enumerable.Range(0, 8))
            items.Add(await tenant.ItemAsync(domain, $"Новая кофейня открылась в центре города {n}", Coffee, "ru"));
        var formal = await DraftsAsync(tenant, items);
        Assert.True((await SaveAsync(tenant, Plain with { FormOfAddress = "ты", Emoji = ["☕"], Avoid = ["десерт"] })).Ok);

        var informal = await DraftsAsync(tenant, items);

        Assert.Matches(@"\b(вы|вас|вам|вашим|вашей|вашего|\w+йте(сь)?|думаете|скажете)\b", formal);
        Assert.DoesNotMatch(@"\b(вы|вас|вам|вашим|вашей|вашего|\w+йте(сь)?|думаете|скажете)\b", informal);
        Assert.Matches(@"\b(ты|тебя|тебе|твоих|думаешь|скажешь|пиши|напиши|сохрани|поделись)\b", informal);
        Assert.Equal((false, true), (formal.Contains('☕', StringComparison.Ordinal), informal.Contains('☕', StringComparison.Ordinal)));
        Assert.Equal((true, false), (formal.Contains("десерт", StringComparison.Ordinal), informal.Contains("десерт", StringComparison.Ordinal)));
    }

    /// <summary>One draft of each item, in lower case, so that different openings and questions come up.</summary>
    private static async Task<string> DraftsAsync(TestTenant tenant, List<Guid> items)
    {
        var all = "";
        foreach (var item in items)
        {
            var made = await tenant.AsAsync<DraftGenerator, Result<Guid>>(MemberRole.Editor, g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, [item])));
            all += (await tenant.ViewAsync(made.Value)).Content.Text.ToLowerInvariant() + "\n";
        }
        return all;
    }

    private static async Task<BrandVoiceView> ReadAsync(TestTenant tenant) =>
        (await tenant.AsAsync<CompanyQueries, Result<BrandVoiceView>>(MemberRole.Viewer, q => q.VoiceAsync(tenant.CompanyId))).Value;

    private static async Task<Result> SaveAsync(TestTenant tenant, BrandVoiceEntry entry, uint? version = null)
    {
        var seen = version ?? (await ReadAsync(tenant)).Version;
        return await tenant.AsAsync<BrandVoiceEditor, Result>(MemberRole.Approver, e => e.ChangeAsync(tenant.CompanyId, entry, seen));
    }
}

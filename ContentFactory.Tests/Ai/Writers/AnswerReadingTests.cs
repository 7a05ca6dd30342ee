using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Makers;
using ContentFactory.Domain.Ai.Roles;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Tests.Ai.Makers;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Ai.Writers;

/// <summary>What is made of answers that are nearly right.</summary>
public sealed class AnswerReadingTests(AiDomain domain) : IClassFixture<AiDomain>
{
    [Theory]
    [InlineData("hooks")]
    [InlineData("hashtags")]
    [InlineData("key_phrases")]
    [InlineData("variants")]
    [InlineData("parts")]
    public async Task A_hole_in_a_list_is_asked_again_of_the_other_model(string list)
    {
        var tenant = await TenantAsync();
        var draft = Drafts.Good();
        var holder = list == "parts" ? draft["variants"]![0]! : draft;
        holder[list] = new JsonArray((JsonNode?)null);
        domain.Anthropic.Sayings.Enqueue(new(Drafts.Said(draft)));

        var written = await tenant.WriteAsync(Drafts.Request());

        Assert.Equal(AiDomain.Gpt, written.Value.MadeBy);
        Assert.Equal([(AiOutcome.Failed, AiFault.Malformed), (AiOutcome.Done, (AiFault?)null)], (await tenant.RequestsAsync()).Select(r => (r.Outcome, r.Fault)));
    }

    [Fact]
    public async Task A_reading_that_breaks_leaves_no_request_open()
    {
        var tenant = await TenantAsync();
        var question = new ModelQuestion(new ModelOffer(ModelOffer.Anthropic, AiDomain.Claude), "Answer.", "Now.", null, 0.7m, new AiPurpose(AiKind.Trial, AiRole.Assistant, 0, tenant.CompanyId, null));

        var asked = await tenant.AsAsync<ModelCaller, Result<Answered<string>>>(MemberRole.Editor, c => c.AskAsync<string>(question, _ => throw new InvalidOperationException("read"), default));

        Assert.Equal(AiFault.Malformed, asked.Value.Fault);
        var row = Assert.Single(await tenant.RequestsAsync());
        Assert.Equal((AiOutcome.Failed, AiFault.Malformed), (row.Outcome, row.Fault));
        Assert.Equal(0, (await tenant.MonthAsync()).Reserved);
    }

    [Fact]
    public async Task Openings_of_a_model_come_with_the_one_in_the_text_first()
    {
        var tenant = await TenantAsync();
        var hooks = Drafts.Good()["hooks"]!.AsArray().Select(h => (string)h!).ToList();
        domain.Anthropic.Sayings.Enqueue(new(Drafts.With("hooks", new JsonArray(hooks[1], hooks[0], hooks[2], " ", hooks[1]))));

        var written = (await tenant.WriteAsync(Drafts.Request())).Value;

        Assert.Equal((AiDomain.Claude, hooks[0]), (written.MadeBy, written.Hook));
        Assert.Equal([hooks[0], hooks[1], hooks[2]], written.Hooks);
    }

    [Theory]
    [InlineData("Подробности — на Mail.ru.", false)]
    [InlineData("Подробности — на Mail.ru/win.", true)]
    [InlineData("Подробности — в @bankchannel.", false)]
    [InlineData("Подробности — в @evil_channel.", true)]
    [InlineData("Подробности — на акция.рф.", true)]
    public async Task Names_of_the_sources_may_stand_and_others_not(string idea, bool isForeign)
    {
        var tenant = await TenantAsync();
        domain.Anthropic.Sayings.Enqueue(new(Drafts.With("video_idea", idea)));
        var source = Drafts.Request().Sources[0];

        await tenant.WriteAsync(Drafts.Request() with { Sources = [source with { Title = "Mail.ru: " + source.Title, Text = source.Text + " Об этом пишет @bankchannel." }] });

        Assert.Equal(isForeign ? AiFault.ForeignAddress : (AiFault?)null, (await tenant.RequestsAsync())[0].Fault);
    }

    private async Task<TestTenant> TenantAsync()
    {
        foreach (var maker in domain.All)
            maker.Always = new(Drafts.Said());
        return await domain.TenantAsync(AiDomain.Claude, AiDomain.Gpt);
    }
}

using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Trends;
using ContentFactory.Web.Shell.Tools;
using Microsoft.AspNetCore.Components;

namespace ContentFactory.Web.Trends;

public sealed record TopicsData(IReadOnlyList<TopicRow> Topics, IReadOnlyList<CompanyOption> Companies);

public sealed partial class TopicsPage(TrendQueries trends, TopicEditor editor, CompanyQueries companies)
{
    private static readonly string[] OwnFields = ["Name", "Keywords", "Language"];

    private Form? form;
    private Guid? editing;
    private Guid? removing;
    private bool hasOffered;

    /// <summary>Opens the form at once: a link from elsewhere.</summary>
    [SupplyParameterFromQuery(Name = "add")] public string? Add { get; set; }

    private string KeepKey => $"topic-{editing}";

    protected override IReadOnlyList<string> Topics => [ChangeTopics.Trends];

    protected override async Task<Result<TopicsData>> ReadAsync(CancellationToken ct) =>
        new TopicsData(await trends.TopicsAsync(ct), await companies.ChoicesAsync(ct));

    protected override void OnRead(TopicsData data)
    {
        if (Add is not null && form is null && !hasOffered && Actor.May(Permission.EditTopics))
            Edit(null);
        hasOffered = true;
    }

    private void Edit(TopicRow? topic)
    {
        (Problem, editing) = (null, topic?.Id);
        form = topic is null
            ? new Form { Language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, CompanyIds = [.. Data!.Companies.Select(c => c.Id)] }
            : new Form { Name = topic.Name, Keywords = string.Join(", ", topic.Keywords), Language = topic.Language, CompanyIds = [.. topic.CompanyIds] };
    }

    private async Task SubmitAsync()
    {
        var entry = new TopicEntry(form!.Name, form.Keywords, form.Language, form.CompanyIds);
        var done = await DoAsync(async () => editing is { } id ? await editor.ChangeAsync(id, entry, Leaving) : new Result((await editor.AddAsync(entry, Leaving)).Problem));
        if (!done)
            return;
        form = null;
        await Script.ForgetTypedAsync(KeepKey);
    }

    private Task RemoveAsync(Guid topicId)
    {
        removing = null;
        return DoAsync(() => editor.RemoveAsync(topicId, Leaving));
    }

    private sealed class Form
    {
        public string Name { get; set; } = "";
        public string Keywords { get; set; } = "";
        public string Language { get; set; } = "ru";
        public HashSet<Guid> CompanyIds { get; init; } = [];

        public void Choose(Guid companyId, bool wanted) => _ = wanted ? CompanyIds.Add(companyId) : CompanyIds.Remove(companyId);
    }
}

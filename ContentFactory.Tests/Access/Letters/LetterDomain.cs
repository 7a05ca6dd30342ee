using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>A domain whose letters go to a real mail server; nothing runs by itself.</summary>
public sealed class LetterDomain : TestDomain
{
    public const string Root = "https://factory.example";

    internal MailServer Mail { get; private set; } = null!;
    internal LetterLoop Loop => Services.GetRequiredService<LetterLoop>();
    internal LetterQueue Queue => Services.GetRequiredService<LetterQueue>();

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => Mail.Settings.Append(new("PublicUrl", Root));

    public override async Task InitializeAsync()
    {
        Mail = await MailServer.StartAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Mail.DisposeAsync();
    }

    public async Task<Guid> AddAsync(string to, string subject = "Subject", string text = "Text", string language = "en")
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var letter = new Letter(Ids.New(Clock), to, language, subject, text, Clock.GetUtcNow());
        db.Letters.Add(letter);
        await db.SaveChangesAsync();
        return letter.Id;
    }

    public async Task<Letter> ReadAsync(Guid id)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccessDb>().Letters.AsNoTracking().SingleAsync(l => l.Id == id);
    }

    public async Task SendAllAsync()
    {
        while (await Loop.SendNextAsync(CancellationToken.None))
        {
        }
    }
}

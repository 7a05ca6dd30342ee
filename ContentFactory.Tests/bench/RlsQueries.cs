using System.Data.Common;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Publishing;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>One statement as EF sent it. The tenant's id is put in anew at each run.</summary>
internal sealed record Statement(string Text, IReadOnlyList<NpgsqlParameter> Parameters)
{
    public async Task RunAsync(NpgsqlConnection connection, Guid from, Guid tenant)
    {
        await using var command = new NpgsqlCommand(Text, connection);
        foreach (var parameter in Parameters)
        {
            var copy = parameter.Clone();
            if (copy.Value is Guid id && id == from)
                copy.Value = tenant;
            command.Parameters.Add(copy);
        }
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            ;
    }
}

/// <param name="Search">Held to a time, not to a part of the time without policies.</param>
/// <param name="Read">What the page calls: opening the connection, entering the tenant, the statements and the rows as objects. Null where no page asks it.</param>
internal sealed record RlsQuery(string Name, bool Search, IReadOnlyList<Statement> Statements, Func<IServiceProvider, Guid, Task>? Read = null);

/// <summary>What the product's own queries send for a page, written down while they run once for one tenant.</summary>
internal sealed class RlsQueries : DbCommandInterceptor
{
    private readonly List<Statement> seen = [];

    public static async Task<IReadOnlyList<RlsQuery>> RecordAsync(TestDatabase database, Guid tenant, string rareWord)
    {
        var recorder = new RlsQueries();
        await using var provider = Product(database, recorder: recorder);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var (rare, common) = (new ListQuery(rareWord), new ListQuery(RlsData.CommonWord));

        async Task<RlsQuery> OfAsync<TVerb>(string name, bool search, Func<TVerb, Task> read) where TVerb : notnull
        {
            Task PageAsync(IServiceProvider product, Guid of) =>
                product.GetRequiredService<Tenants>().RunAsync(of, new Actor(Guid.Empty, of, Role.Owner), scoped => read(scoped.GetRequiredService<TVerb>()));

            recorder.seen.Clear();
            await PageAsync(provider, tenant);
            return new(name, search, [.. recorder.seen], PageAsync);
        }

        return
        [
            await OfAsync<PostQueries>("content", false, q => q.ListAsync(new PostFilter())),
            await OfAsync<PostQueries>("content, drafts, page 3", false, q => q.ListAsync(new PostFilter(PostStatus.Draft, List: new ListQuery(Page: 3)))),
            await OfAsync<PublicationQueries>("publications", false, q => q.ListAsync(new CalendarFilter(), ListQuery.First, default)),
            await OfAsync<CalendarQueries>("calendar, a week", false, q => q.ReadAsync(new(today, today.AddDays(6), 40), new(), default)),
            await OfAsync<TrendQueries>("ideas", false, q => q.ListAsync(new TrendFilter())),
            await OfAsync<PostQueries>("content, one in a hundred", true, q => q.ListAsync(new PostFilter(List: rare))),
            await OfAsync<PostQueries>("content, one in four", true, q => q.ListAsync(new PostFilter(List: common))),
            await OfAsync<PublicationQueries>("publications by title", true, q => q.ListAsync(new CalendarFilter(), rare, default)),
            await OfAsync<TrendQueries>("ideas, one in a hundred", true, q => q.ListAsync(new TrendFilter(List: rare))),
            await OfAsync<TenantSearch>("palette", true, q => q.FindAsync(rareWord, default)),
        ];
    }

    /// <summary>The product's services on this database.</summary>
    /// <param name="app">The connection of the pages; null for the role they have.</param>
    public static ServiceProvider Product(TestDatabase database, string? app = null, RlsQueries? recorder = null)
    {
        var settings = database.Settings();
        if (app is not null)
            settings["ConnectionStrings:Default"] = app;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddLogging();
        services.AddDomain(configuration);
        if (recorder is not null)
            services.ConfigureDbContext<AppDb>(options => options.AddInterceptors(recorder));
        return services.BuildServiceProvider();
    }

    /// <summary>How a search would run without the functions, to show what they are for.</summary>
    public static RlsQuery Plain(Guid tenant, string word) => new("the first of these as ILIKE", true,
        [new("select count(*) from posts where tenant_id = $1 and status <> 'archived' and (title ilike $2 or text ilike $2)", [new NpgsqlParameter { Value = tenant }, new NpgsqlParameter { Value = $"%{word}%" }])]);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        seen.Add(new(command.CommandText, [.. command.Parameters.Cast<NpgsqlParameter>().Select(p => p.Clone())]));
        return ValueTask.FromResult(result);
    }
}

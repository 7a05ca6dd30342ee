using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Bench;

/// <summary>Whether the time of an answer tells who has an account: 200 known and 200 unknown addresses in turns at each door, compared by Welch's test.</summary>
internal static partial class EnumerationBench
{
    private const int Each = 200;
    private const double Least = 0.01;
    private static readonly (string Page, string Form)[] Doors = [("/sign-in", "sign-in"), ("/sign-in/link", "link"), ("/reset", "reset"), ("/register", "register")];

    public static Task<int> RunAsync() => BuiltApplication.WithFolderAsync(MeasureAsync);

    private static async Task<int> MeasureAsync(string data)
    {
        var database = await TestDatabase.CreateAsync();
        var settings = database.Settings();
        settings["Access:WrongPasswordsPerNetwork"] = settings["Access:LettersPerNetwork"] = "100000";
        await using var application = await BuiltApplication.StartAsync(data, settings);
        await using (var system = await Sql.OpenAsync(database.ConnectionString("postgres")))
            await Sql.RunAsync(system, $$"""
                insert into people select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'user_name', 'k' || n || '@e.test', 'normalized_user_name', upper('k' || n || '@e.test'),
                    'email', 'k' || n || '@e.test', 'normalized_email', upper('k' || n || '@e.test')))).* from people p, generate_series(1, {{Each}}) n where p.email = '{{DemoVisit.Email}}'
                """);
        var lines = new List<Line>();
        foreach (var (page, form) in Doors)
            lines.Add(Shown(await CompareAsync(application.Address, page, form)));
        // each of the three doors that write letters wrote one to everybody: nothing was refused on the way
        await using var after = await Sql.OpenAsync(database.ConnectionString("postgres"));
        var letters = await Sql.ValueAsync<long>(after, "select count(*) from letters");
        var within = lines.All(l => l.P > Least) && letters >= 6 * Each;
        Console.WriteLine(JsonSerializer.Serialize(new { each = Each, letters, within, lines }, JsonSerializerOptions.Web));
        return within ? 0 : 1;
    }

    private static async Task<Line> CompareAsync(Uri address, string page, string form)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        var token = System.Net.WebUtility.HtmlDecode(Token().Match(await client.GetStringAsync(page)).Groups[1].Value);
        var (known, unknown) = (new List<double>(), new List<double>());
        var turns = Enumerable.Range(1, Each).SelectMany(n => new[] { (known, $"k{n}@e.test"), (unknown, $"u{n}@e.test") }).ToArray();
        for (var i = 0; i < 10; i++)
            await AskAsync($"w{i}@e.test");
        Random.Shared.Shuffle(turns);
        foreach (var (times, who) in turns)
            times.Add(await AskAsync(who));
        return new(page, Math.Round(known.Average(), 2), Math.Round(unknown.Average(), 2), Math.Round(Welch.P(known, unknown), 4));

        async Task<double> AskAsync(string who)
        {
            using var content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["_handler"] = form, ["__RequestVerificationToken"] = token, ["Input.Email"] = who, ["Input.Password"] = "wrong-password",
            });
            var begun = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(page, content);
            return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        }
    }

    private static Line Shown(Line line)
    {
        Console.WriteLine($"{line.Door,-16} known {line.Known,8:0.00} ms   unknown {line.Unknown,8:0.00} ms   p {line.P:0.0000}");
        return line;
    }

    private sealed record Line(string Door, double Known, double Unknown, double P);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}

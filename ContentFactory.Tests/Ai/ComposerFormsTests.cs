using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Tests.Ai.Evaluation;

namespace ContentFactory.Tests.Ai;

/// <summary>Templates, contradicting voices and finished texts.</summary>
public sealed class ComposerFormsTests
{
    [Fact]
    public void A_template_is_filled_and_lines_without_a_value_go()
    {
        var post = Compose(["Новость: {{hook}}", "Тема: {{topic}}", "", "{{fact1}}", "Скидка: {{discount}}", "Мастер: {{master}}", "Источник: {{source}}", "{{hashtags}}"], new() { ["master"] = "Анна" });

        Assert.Contains("Мастер: Анна", post.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Скидка", post.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", post.Text, StringComparison.Ordinal);
        Assert.Contains("Источник: ", post.Text, StringComparison.Ordinal);
        Assert.NotEmpty(post.Hashtags);
    }

    [Theory]
    [InlineData("{{7*7}}")]
    [InlineData("{{hook}}")]
    [InlineData("@(1+1)")]
    [InlineData("${7*7}")]
    [InlineData("$1 $& {0} <%= 1 %>")]
    public void Values_of_a_template_are_printed_as_they_are(string value)
    {
        var post = Compose(["{{greeting}}", "{{fact1}}"], new() { ["greeting"] = value });

        Assert.StartsWith(value + "\n", post.Text, StringComparison.Ordinal);
        Assert.Empty(post.Hashtags);
    }

    [Theory]
    [InlineData("{{7*7}} & Co")]
    [InlineData("{t} {k} {c}")]
    public void A_companys_name_is_no_pattern(string name)
    {
        var request = Samples.Request("en") with { CompanyName = name, CallToAction = null };

        Assert.Contains(name, OfflineComposer.Compose(request).Value.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_a_template_become_a_chain_where_there_are_chains()
    {
        var request = Samples.Request("ru") with { Platforms = NetworkShapes.All, Template = new("Thread", ["{{hook}}", "{{fact1}}", "{{call_to_action}}"], null, [], new Dictionary<string, string>()) };

        var post = OfflineComposer.Compose(request).Value;

        Assert.Equal(3, post.Variants.Single(v => v.Platform == "x").Parts.Count);
        Assert.Equal(request.CallToAction, post.Variants.Single(v => v.Platform == "x").Parts[^1]);
    }

    [Fact]
    public void A_voice_that_contradicts_itself_is_settled_and_said()
    {
        var request = Samples.Request("ru");
        var voice = request.Voice with
        {
            FormOfAddress = "ты", Do = ["Обращаться на вы"], Preferred = ["ипотека"], Avoid = ["ипотеку"], Emoji = ["🏠"], Dont = ["Не использовать эмодзи"], Personality = ["дружелюбный", "строгий"],
        };

        var post = OfflineComposer.Compose(request with { Voice = voice, CallToAction = null }).Value;

        Assert.Equal(["Ai.VoiceLikedAndAvoided", "Ai.VoiceBothAddresses", "Ai.VoiceEmojiForbidden", "Ai.VoiceWarmAndStrict"], post.Notes.Select(n => n.TextKey));
        Assert.DoesNotContain("ипотек", post.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("🏠", post.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b(тебе|тебя|ты|скажешь|думаешь)\b", post.Text);
        Assert.Empty(VoiceConflicts.Of(request.Voice));
    }

    [Fact]
    public void A_finished_text_loses_no_sentence_where_it_fits()
    {
        const string text = "Первая фраза поста. Вторая фраза рядом с ней.\n\nГлавное:\n— один пункт списка.\n— другой пункт списка.\n\nИсточник: пример";

        var adapted = OfflineAdapter.Adapt(new(text, ["один", "#два", "три"], null, "https://example.com/a", NetworkShapes.All));

        foreach (var variant in adapted.Where(v => v.Platform is not ("tiktok" or "threads")))
            Assert.All(["Первая фраза поста.", "Вторая фраза рядом с ней.", "— один пункт списка.", "— другой пункт списка."], s => Assert.Contains(s, string.Join('\n', variant.Parts.Append(variant.Text)), StringComparison.Ordinal));
        Assert.DoesNotContain("#", adapted.Single(v => v.Platform == "discord").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_finished_text_becomes_a_chain_of_whole_sentences()
    {
        var text = string.Join("\n\n", Enumerable.Range(1, 12).Select(n => $"Это предложение номер {n} рассказывает о том, как устроена мастерская. Оно продолжается ещё немного, чтобы абзац не был коротким."));

        var chain = OfflineAdapter.Adapt(new(text, [], null, null, [NetworkShapes.All.Single(s => s.Platform == "x")]))[0].Parts;

        Assert.True(chain.Count > 5);
        Assert.All(chain, part => Assert.Matches(@"\.\n\n\d+/\d+$", part));
        Assert.Equal(12, Enumerable.Range(1, 12).Count(n => chain.Any(p => p.Contains($"номер {n} ", StringComparison.Ordinal))));
    }

    [Fact]
    public void A_line_that_ends_in_a_colon_and_opens_nothing_stays()
    {
        const string text = "Первая фраза поста.\n\nВажное:\n\nИтог:\nпункт итога.\n\nПишите нам:";

        var adapted = OfflineAdapter.Adapt(new(text, [], null, null, [NetworkShapes.All.Single(s => s.Platform == "telegram")]))[0].Text;

        Assert.All(["Важное:", "Итог:\nпункт итога.", "Пишите нам:"], s => Assert.Contains(s, adapted, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Первая фраза поста. ")]
    [InlineData("")]
    public void A_sentence_longer_than_a_message_goes_on_in_the_next_one(string before)
    {
        var words = Enumerable.Range(100, 150).Select(n => $"слово{n}").Append(new string('ъ', 700)).ToList();
        var shape = NetworkShapes.All.Single(s => s.Platform == "x");

        var chain = OfflineAdapter.Adapt(new($"{before}{string.Join(' ', words)}.\n\nПоследний абзац.", [], null, null, [shape]))[0].Parts;

        Assert.All(chain, part => Assert.InRange(shape.LengthOf(part), 1, shape.TextLength));
        Assert.All(words.SkipLast(1), word => Assert.Single(chain, part => part.Contains(word, StringComparison.Ordinal)));
        Assert.Equal(700, chain.Sum(part => part.Count(c => c == 'ъ')));
        Assert.Contains(chain, part => part.Contains("Последний абзац.", StringComparison.Ordinal));
    }

    [Fact]
    public void The_date_of_a_template_is_the_day_of_writing_or_left_out()
    {
        var request = Samples.Request("ru") with { Template = new("Test", ["{{hook}}\nСегодня {{date}}"], null, [], new Dictionary<string, string>()) };

        Assert.Contains("Сегодня 29 ноября 2026", OfflineComposer.Compose(request with { Today = new DateOnly(2026, 11, 29) }).Value.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Сегодня", OfflineComposer.Compose(request).Value.Text, StringComparison.Ordinal);
    }

    private static Composition Compose(string[] lines, Dictionary<string, string> values) =>
        OfflineComposer.Compose(Samples.Request("ru") with { Template = new("Test", [string.Join('\n', lines)], null, [], values) }).Value;
}

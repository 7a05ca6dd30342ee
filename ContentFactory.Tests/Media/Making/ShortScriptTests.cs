using ContentFactory.Domain.Media.Making;
using ContentFactory.Web.Demo;

namespace ContentFactory.Tests.Media.Making;

public sealed class ShortScriptTests
{
    private static readonly CardType Type = new FontShelf().Best ?? throw new InvalidOperationException("This machine has no font for cards.");

    [Fact]
    public void Every_post_of_the_demo_gives_four_to_seven_scenes_of_words()
    {
        foreach (var post in DemoStudio.Read().Posts)
        {
            var script = ShortScript.Of(Story(post.Title, post.Text), Type);
            Assert.InRange(script.Scenes.Count, ShortScript.FewestScenes, ShortScript.MostScenes);
            Assert.Equal((SceneKind.Hook, SceneKind.Close), (script.Scenes[0].Kind, script.Scenes[^1].Kind));
            Assert.All(script.Scenes.SelectMany(s => s.Sentences), s => Assert.Contains(s, char.IsLetterOrDigit));
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("Да", "")]
    [InlineData("", "🙂")]
    public void A_post_of_hardly_a_word_still_gives_four_scenes(string title, string text) =>
        Assert.True(ShortScript.Of(Story(title, text), Type).Scenes.Count >= ShortScript.FewestScenes);

    [Fact]
    public void Captions_follow_the_voice_and_leave_no_hole()
    {
        var script = ShortScript.Of(Story("Двушка 54 м²: куда ушли деньги", "31 % — черновые работы\n24 % — чистовая отделка\n37 % — материалы, и это заметно больше, чем в прошлом году, потому что плитка дорожает"), Type);
        var timed = script.Timed([.. script.Scenes.Select(s => (IReadOnlyList<double>)[.. s.Sentences.Select(t => t.Length / 13.0)])]);
        Assert.InRange(timed.Length, ShortScript.Shortest - 0.1, 40);
        Assert.All(timed.Scenes, scene =>
        {
            Assert.Equal(scene.Length, scene.Captions[^1].Until, 3);
            Assert.All(scene.Captions.Zip(scene.Captions.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From, 3));
            Assert.Equal(string.Join(' ', scene.Sentences), string.Join(' ', scene.Captions.Select(c => c.Text)));
        });
    }

    [Theory]
    [InlineData("Приёмка в 8:30, 54 м² & [[x]]", "ru", "Приёмка в 8 30, 54 квадратных метров и x")]
    [InlineData("Rock & roll №5", "en", "Rock and roll number 5")]
    public void Signs_are_read_as_words(string text, string language, string aloud) => Assert.Equal(aloud, string.Join(' ', Voice.Aloud(text, language).Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private static MediaStory Story(string title, string text) => new(title, null, text, null, "Студия ремонта X", "studio-x.example", "ru");
}

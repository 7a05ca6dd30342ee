using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms;
using Xunit;

namespace ContentFactory.Tests.Platforms.Telegram;

public sealed class TelegramPublishTests : TelegramRig
{
    [Fact]
    public async Task Sends_text_with_link_preview_and_protection()
    {
        var outcome = await PublishAsync(new("Hello", [], "https://example.com/?a=1&b=2", ProtectContent: true));

        var call = Assert.Single(Server.Calls);
        Assert.Equal((Token, "sendMessage"), (call.Token, call.Method));
        Assert.Equal("Hello\n\nhttps://example.com/?a=1&amp;b=2", call.Text("text"));
        Assert.Equal("HTML", call.Text("parse_mode"));
        Assert.Equal("https://example.com/?a=1&b=2", (string)call.Json!["link_preview_options"]!["url"]!);
        Assert.True((bool)call.Json["protect_content"]!);
        Assert.Equal(-1001234567890, (long)call.Json["chat_id"]!);
        Assert.Equal((PublishKind.Published, "42"), (outcome.Kind, outcome.ExternalId));
        Assert.Equal(["42"], outcome.PartIds!);
    }

    [Fact]
    public async Task Leaves_a_link_that_already_stands_in_the_text()
    {
        await PublishAsync(new("See https://example.com now", [], "https://example.com"));

        Assert.Equal("See https://example.com now", Server.Calls[0].Text("text"));
    }

    [Theory]
    [InlineData("<b>bold</b> & <script>alert(1)</script>", "&lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("&lt; stays &amp;amp;", "&amp;lt; stays &amp;amp;amp;")]
    [InlineData("<a href=\"https://evil.example\">\"'", "&lt;a href=\"https://evil.example\"&gt;\"'")]
    [InlineData("nul\0 bell\a esc\u001b tab\t", "nul bell esc tab")]
    [InlineData("\r\nWindows\r\nlines\u2028\r\n", "Windows\nlines")]
    [InlineData("Привет 🎉 {\"}\\", "Привет 🎉 {\"}\\")]
    public async Task Escapes_hostile_text_so_that_it_reads_literally(string text, string sent)
    {
        await PublishAsync(new(text, []));

        Assert.Equal(sent, Server.Calls[0].Text("text"));
    }

    [Fact]
    public async Task Sends_half_a_surrogate_as_a_replacement_character()
    {
        await PublishAsync(new("a\ud83d", []));

        Assert.Equal("a\ufffd", Server.Calls[0].Text("text"));
    }

    [Theory]
    [InlineData(MediaKind.Image, "sendPhoto", "photo")]
    [InlineData(MediaKind.Video, "sendVideo", "video")]
    [InlineData(MediaKind.Animation, "sendAnimation", "animation")]
    [InlineData(MediaKind.Document, "sendDocument", "document")]
    [InlineData(MediaKind.Audio, "sendAudio", "audio")]
    public async Task Sends_each_kind_of_file_by_its_method(MediaKind kind, string method, string part)
    {
        Server.On(method, Replies.Ok(SentMessage));

        var outcome = await PublishAsync(new("Words & more", [File(kind, size: 100_000, width: 640, height: 480)], ProtectContent: true));

        var call = Assert.Single(Server.Calls);
        Assert.Equal(method, call.Method);
        Assert.Equal(100_000, call.Files[part].Bytes.Length);
        Assert.Equal("Words &amp; more", call.Text("caption"));
        Assert.Equal("-1001234567890", call.Text("chat_id"));
        Assert.Equal("true", call.Text("protect_content"));
        Assert.Equal(PublishKind.Published, outcome.Kind);
    }

    [Fact]
    public async Task Unconfirmed_album_caption_stands_on_the_first_item()
    {
        Server.On("sendMediaGroup", Replies.Ok($"[{SentMessage},{SentMessage.Replace("42", "43", StringComparison.Ordinal)}]"));

        var outcome = await PublishAsync(new("Both", [File(MediaKind.Image, "1.png"), File(MediaKind.Video, "2.mp4", width: 640, height: 480)]));

        var media = JsonNode.Parse(Server.Calls[0].Text("media")!)!.AsArray();
        Assert.Equal(["photo", "video"], media.Select(m => (string)m!["type"]!));
        Assert.Equal(["Both", null], media.Select(m => (string?)m!["caption"]));
        Assert.Equal(["1.png", "2.mp4"], Server.Calls[0].Files.Values.Select(f => f.FileName));
        Assert.Equal("42", outcome.ExternalId);
        Assert.Equal(["42", "43"], outcome.PartIds!);
    }

    [Theory]
    [InlineData("Отчёт за ноябрь.pdf", "Отчёт за ноябрь.pdf")]
    [InlineData("a\"; name=\"chat_id\r\n\r\nevil", "a_; name=_chat_idevil")]
    [InlineData("\n", "file")]
    public async Task Unconfirmed_file_names_travel_as_plain_utf8(string name, string received)
    {
        Server.On("sendDocument", Replies.Ok(SentMessage));

        await PublishAsync(new("", [File(MediaKind.Document, name)]));

        Assert.Equal(received, Server.Calls[0].Files["document"].FileName);
        Assert.Null(Server.Calls[0].Text("caption"));
    }

    [Fact]
    public async Task Sends_a_stream_that_cannot_seek_with_its_length()
    {
        Server.On("sendVideo", async context =>
        {
            Assert.True(context.Request.ContentLength > 5_000);
            await Replies.Ok(SentMessage)(context);
        });
        var pipe = new System.IO.Pipelines.Pipe();
        await pipe.Writer.WriteAsync(new byte[5_000]);
        await pipe.Writer.CompleteAsync();

        var outcome = await PublishAsync(new("", [File(MediaKind.Video, size: 5_000) with { Open = _ => Task.FromResult(pipe.Reader.AsStream()) }]));

        Assert.Equal(PublishKind.Published, outcome.Kind);
        Assert.Equal(5_000, Server.Calls[0].Files["video"].Bytes.Length);
    }

    [Theory]
    [InlineData("""{"id":-1001234567890,"type":"channel","username":"cf_news"}""", null, "/cf_news/42")]
    [InlineData("""{"id":-1001234567890,"type":"channel"}""", null, "/c/1234567890/42")]
    [InlineData("""{"id":-1001234567890,"type":"channel"}""", "@by_handle", "/by_handle/42")]
    [InlineData("""{"id":-1001234567890,"type":"channel","username":"../evil"}""", null, "/c/1234567890/42")]
    [InlineData("""{"id":-567,"type":"group"}""", null, null)]
    public async Task Unconfirmed_private_link_links_the_post_where_people_see_it(string chat, string? handle, string? path)
    {
        Server.On("sendMessage", Replies.Ok($$"""{"message_id":42,"date":1,"chat":{{chat}}}"""));

        var outcome = await Platform.PublishAsync(AccountAt(Server.Address, handle: handle), new("x", []), CancellationToken.None);

        Assert.Equal(path is null ? null : Server.Address.AbsoluteUri.TrimEnd('/') + path, outcome.Url);
    }

    [Fact]
    public async Task Links_to_telegram_itself_unless_the_account_overrides()
    {
        var outcome = await Platform.PublishAsync(Account with { WebBase = null }, new("x", []), CancellationToken.None);

        Assert.Equal("https://t.me/cf_news/42", outcome.Url);
    }

    [Theory]
    [InlineData("@cf_news", "@cf_news")]
    [InlineData("cf_news", "@cf_news")]
    [InlineData("https://t.me/cf_news/17", "@cf_news")]
    [InlineData("t.me/c/1234567890/17", "-1001234567890")]
    [InlineData("-1001234567890", "-1001234567890")]
    public async Task Addresses_the_chat_however_it_is_written(string stored, string sent)
    {
        await Platform.PublishAsync(AccountAt(Server.Address, stored), new("x", []), CancellationToken.None);

        Assert.Equal(sent, Server.Calls[0].Text("chat_id"));
    }
}

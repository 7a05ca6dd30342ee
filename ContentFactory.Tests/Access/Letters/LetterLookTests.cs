using ContentFactory.Domain.Access;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>What the reader gets: both forms, both languages, and nothing that a stranger's text could add.</summary>
public sealed class LetterLookTests(LetterDomain domain) : IClassFixture<LetterDomain>
{
    [Theory]
    [InlineData("en", "Welcome to ContentFactory", "Open ContentFactory", "your account is ready")]
    [InlineData("ru", "Добро пожаловать в ContentFactory", "Открыть ContentFactory", "Аккаунт готов")]
    public async Task A_letter_arrives_in_both_forms_and_its_language(string language, string subject, string button, string words)
    {
        var to = $"{language}@look.example";
        await using (var scope = domain.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<LetterBox>().QueueAsync(to, language, "Welcome", default, "Мария <b>& Co");
        var linked = await domain.AddAsync($"link-{to}", subject, $"Hello\n\n{LetterDomain.Root}/sign-in/link/abc?x=1&y=2\n\n123456", language);
        await domain.SendAllAsync();

        var letter = Assert.Single(await domain.Mail.ToAsync(to));
        Assert.True(letter.Secure);
        Assert.Equal("sender", letter.User);
        Assert.Contains(words, letter.Part("text/plain"), StringComparison.Ordinal);
        Assert.Contains("Мария <b>& Co", letter.Part("text/plain"), StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;&amp; Co", letter.Part("text/html"), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", letter.Part("text/html"), StringComparison.Ordinal);
        Assert.Contains($"lang=\"{language}\"", letter.Part("text/html"), StringComparison.Ordinal);
        var withLink = Assert.Single(await domain.Mail.ToAsync($"link-{to}"));
        Assert.Equal($"<{linked:N}@factory.example>", withLink.Header("Message-ID"));
        Assert.Contains($"href=\"{LetterDomain.Root}/sign-in/link/abc?x=1&amp;y=2\"", withLink.Part("text/html"), StringComparison.Ordinal);
        Assert.Contains(button, System.Net.WebUtility.HtmlDecode(withLink.Part("text/html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_foreign_link_never_becomes_the_button()
    {
        await domain.AddAsync("foreign@look.example", "Subject", $"Hello\n\nhttps://evil.example/\n\n{LetterDomain.Root}.evil.example/");
        await domain.SendAllAsync();

        Assert.DoesNotContain("<a ", Assert.Single(await domain.Mail.ToAsync("foreign@look.example")).Part("text/html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_line_breaks_adds_no_header_and_no_line()
    {
        await using (var scope = domain.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<LetterBox>().QueueAsync("breaks@look.example", "en", "Welcome", default, $"Eve\r\nBcc: victim@look.example\r\n\r\n{LetterDomain.Root}/trap");
        var raw = await domain.AddAsync("raw@look.example", "Hello\r\nBcc: victim@look.example");
        await domain.SendAllAsync();

        var letter = Assert.Single(await domain.Mail.ToAsync("breaks@look.example"));
        Assert.Equal("", letter.Header("Bcc"));
        Assert.DoesNotContain("<a ", letter.Part("text/html"), StringComparison.Ordinal);
        Assert.Equal(LetterState.Failed, (await domain.ReadAsync(raw)).State);
        Assert.DoesNotContain(domain.Mail.Letters, l => l.To is "victim@look.example" or "raw@look.example");
    }

    [Theory]
    [InlineData("Port", "0", "Smtp__Port")]
    [InlineData("From", "nobody", "Smtp__From")]
    [InlineData("Password", "", "Smtp__User")]
    [InlineData("Security", "None", "Smtp__Security")]
    [InlineData("Host", "mail.example.com:587", "Smtp__Host")]
    public void Wrong_settings_of_the_mail_server_are_named(string key, string value, string named)
    {
        var options = new SmtpOptions { Host = "mail.example.com", User = "sender", Password = "secret", From = "no-reply@factory.example" };
        Assert.Empty(options.Faults());
        var property = typeof(SmtpOptions).GetProperty(key)!;
        property.SetValue(options, property.PropertyType.IsEnum ? Enum.Parse(property.PropertyType, value) : Convert.ChangeType(value, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Contains(options.Faults(), fault => fault.Contains(named, StringComparison.Ordinal));
    }
}

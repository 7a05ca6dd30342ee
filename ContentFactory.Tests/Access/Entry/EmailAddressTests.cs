using ContentFactory.Domain.Access;

namespace ContentFactory.Tests.Access;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("anna@example.com", "anna@example.com", "anna@example.com")]
    [InlineData("  Anna@Example.COM\t", "Anna@example.com", "anna@example.com")]
    [InlineData("\u200banna@example.com\ufeff", "anna@example.com", "anna@example.com")]
    [InlineData("anna+news@example.com", "anna+news@example.com", "anna+news@example.com")]
    [InlineData("o'brien_1=x@a-b.co.uk", "o'brien_1=x@a-b.co.uk", "o'brien_1=x@a-b.co.uk")]
    [InlineData("anna@почта.рф", "anna@xn--80a1acny.xn--p1ai", "anna@xn--80a1acny.xn--p1ai")]
    [InlineData("anna@ПОЧТА.РФ", "anna@xn--80a1acny.xn--p1ai", "anna@xn--80a1acny.xn--p1ai")]
    [InlineData("anna@xn--80a1acny.xn--p1ai", "anna@xn--80a1acny.xn--p1ai", "anna@xn--80a1acny.xn--p1ai")]
    public void Each_way_to_write_an_address_becomes_one(string typed, string value, string key)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address));
        Assert.Equal((value, key), (address.Value, address.Key));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("anna")]
    [InlineData("@example.com")]
    [InlineData("anna@")]
    [InlineData("anna@nodot")]
    [InlineData("anna@example.")]
    [InlineData("anna@.example.com")]
    [InlineData("anna@exa mple.com")]
    [InlineData("an na@example.com")]
    [InlineData("anna@127.0.0.1")]
    [InlineData("anna@[127.0.0.1]")]
    [InlineData("anna@-a.com")]
    [InlineData("anna@a_b.com")]
    [InlineData(".anna@example.com")]
    [InlineData("an..na@example.com")]
    [InlineData("анна@example.com")]
    [InlineData("a@b@example.com")]
    [InlineData("Anna <anna@example.com>")]
    [InlineData("\"anna\"@example.com")]
    [InlineData("anna@example.com\r\nBcc: all@example.com")]
    [InlineData("anna\0@example.com")]
    [InlineData("anna@example.com,eve@example.com")]
    public void What_is_no_address_is_refused(string? typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Fact]
    public void Longer_than_letters_may_carry_is_refused()
    {
        Assert.False(EmailAddress.TryParse(new string('a', 65) + "@example.com", out _));
        Assert.False(EmailAddress.TryParse("a@" + string.Join('.', Enumerable.Repeat(new string('b', 60), 5)) + ".com", out _));
        Assert.False(EmailAddress.TryParse("a@" + new string('я', 60) + ".рф", out _));
    }

    [Theory]
    [InlineData("anna@xn--80a1acny.xn--p1ai", "anna@почта.рф")]
    [InlineData("anna@example.com", "anna@example.com")]
    [InlineData("anna@xn--99999999", "anna@xn--99999999")]
    public void A_stored_address_reads_in_its_own_letters(string stored, string shown) => Assert.Equal(shown, EmailAddress.Show(stored));
}

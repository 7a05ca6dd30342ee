using System.Globalization;
using ContentFactory.Domain.Content;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>The columns of a file of posts, by their headings in both languages, in any order.</summary>
public enum ImportColumn { Company, Type, Title, Text, Hashtags, Link, Hook, CallToAction, Tags, Media, Channels, Date, Time }

/// <summary>What headings, kinds of posts and dates are called in files.</summary>
public static class ImportWords
{
    private static readonly Dictionary<ImportColumn, string[]> Headings = new()
    {
        [ImportColumn.Company] = ["company", "brand", "компания", "бренд"],
        [ImportColumn.Type] = ["type", "kind", "тип", "вид"],
        [ImportColumn.Title] = ["title", "headline", "заголовок", "название"],
        [ImportColumn.Text] = ["text", "post", "caption", "текст", "пост", "подпись"],
        [ImportColumn.Hashtags] = ["hashtags", "хештеги", "хэштеги"],
        [ImportColumn.Link] = ["link", "url", "address", "ссылка", "адрес"],
        [ImportColumn.Hook] = ["hook", "opening", "первая строка", "крючок", "хук"],
        [ImportColumn.CallToAction] = ["call to action", "cta", "призыв", "призыв к действию"],
        [ImportColumn.Tags] = ["tags", "labels", "метки", "теги"],
        [ImportColumn.Media] = ["files", "media", "файлы", "медиа"],
        [ImportColumn.Channels] = ["channels", "channel", "каналы", "канал"],
        [ImportColumn.Date] = ["date", "day", "дата", "день"],
        [ImportColumn.Time] = ["time", "hour", "время", "час"],
    };

    private static readonly Dictionary<PostType, string[]> Types = new()
    {
        [PostType.TextPost] = ["text", "post", "текст", "пост"],
        [PostType.Image] = ["image", "photo", "picture", "фото", "изображение", "картинка"],
        [PostType.Carousel] = ["carousel", "карусель"],
        [PostType.ShortVideo] = ["short", "reel", "short video", "короткое видео", "рилс"],
        [PostType.LongVideo] = ["video", "long video", "видео", "длинное видео"],
        [PostType.Thread] = ["thread", "цепочка", "тред"],
        [PostType.Story] = ["story", "история", "сторис"],
        [PostType.Article] = ["article", "статья"],
    };

    // not by Enum.TryParse, which takes numbers, signs and lists as well
    private static readonly Dictionary<string, PostType> Named = Enum.GetValues<PostType>().ToDictionary(t => t.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Days = ["yyyy-MM-dd", "dd.MM.yyyy", "d.M.yyyy", "dd/MM/yyyy", "yyyy/MM/dd"];
    private static readonly string[] Times = ["HH:mm", "H:mm", "HH:mm:ss", "H.mm", "HH.mm"];
    private static readonly string[] Moments = [.. Days.SelectMany(d => new[] { d + " HH:mm", d + " H:mm", d + "'T'HH:mm" })];
    private static readonly char[] Between = [',', ';', '\n'];

    /// <summary>Where each column stands; those that the file does not have are missing.</summary>
    internal static Dictionary<ImportColumn, int> Columns(string[] headings) => Headings
        .Select(h => (h.Key, At: Array.FindIndex(headings, c => h.Value.Contains(c.Trim().ToLowerInvariant())))).Where(h => h.At >= 0).ToDictionary(h => h.Key, h => h.At);

    /// <summary>As the template has it: the first word of the language.</summary>
    public static string Heading(ImportColumn column, bool russian) =>
        russian ? Headings[column].First(w => w[0] >= 'а') : Headings[column][0];

    internal static PostType? TypeOf(string cell) => cell.Length == 0 ? PostType.TextPost
        : Named.TryGetValue(cell.Replace("_", "", StringComparison.Ordinal), out var named) ? named
        : Types.Where(t => t.Value.Contains(cell.ToLowerInvariant())).Select(t => (PostType?)t.Key).FirstOrDefault();

    /// <summary>What stands between commas, semicolons or ends of lines. Where there are more than <paramref name="most"/>, the last of one more is the rest.</summary>
    internal static string[] Parts(string cell, int most) => cell.Split(Between, most + 1, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static DateOnly? DayOf(string cell) => DateOnly.TryParseExact(cell, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static TimeOnly? TimeOf(string cell) => TimeOnly.TryParseExact(cell, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>Day and time in one cell.</summary>
    internal static DateTime? MomentOf(string cell) => DateTime.TryParseExact(cell, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment) ? moment : null;
}

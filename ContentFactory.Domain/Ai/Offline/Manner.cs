using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>How a sentence speaks: whether it stands alone, for whom it speaks, and whom it addresses.</summary>
internal static partial class Manner
{
    /// <summary>Makes sense only after the sentence before.</summary>
    public static bool Leans(string sentence) => (Opening().IsMatch(sentence) && !Ahead().IsMatch(sentence)) || AfterPreposition().IsMatch(sentence) || IsElliptic(sentence);

    /// <summary>A condition about what the sentence before has spoken of.</summary>
    public static bool Continues(string before, string sentence) =>
        Condition().IsMatch(sentence) && Stems.Words(before).Where(w => w.Length > 3 && !StopWords.Has(w)).Select(Stems.Of).Intersect(Stems.Words(sentence).Where(w => w.Length > 3 && !StopWords.Has(w)).Select(Stems.Of)).Any();

    /// <summary>Speaks for its own author ("we", "my"), which would be a false claim in another's post.</summary>
    public static bool SpeaksForAuthor(string sentence)
    {
        var own = Quoted().Replace(sentence, " ");
        return FirstPerson().IsMatch(own) || OwnDeed().IsMatch(own) || OwnDeedAlone().IsMatch(own);
    }

    /// <summary>Says "ты" where the company says "вы", or the other way round.</summary>
    public static bool AddressesOtherwise(string sentence, bool informal)
    {
        var own = Quoted().Replace(sentence, " ");
        return informal ? Formal().IsMatch(own) : Informal().IsMatch(own);
    }

    /// <summary>The words by which it does; what is quoted is another's.</summary>
    public static IEnumerable<Match> OtherAddresses(string text, bool informal)
    {
        var own = Quoted().Replace(text, m => new string(' ', m.Length));
        return informal ? Formal().Matches(own) : Informal().Matches(own);
    }

    /// <summary>"today" is another day when the post is read.</summary>
    public static bool TellsOfItsDay(string sentence) => Relative().IsMatch(sentence);

    /// <summary>"Вторая ошибка — ..." as a point of its own: what follows the dash, or null.</summary>
    public static string? AsPoint(string sentence)
    {
        var point = Ordinal().Match(sentence);
        return point.Success && sentence.Length - point.Length >= 12 ? Wording.Capital(sentence[point.Length..]) : null;
    }

    public static bool BeginsCount(string sentence) => First().IsMatch(sentence);

    /// <summary>Tells the reader what to do.</summary>
    public static bool Advises(string sentence) => Formal().IsMatch(Quoted().Replace(sentence, " ")) || Imperative().IsMatch(sentence);

    /// <summary>Points to something outside of itself, so it opens nothing.</summary>
    public static bool PointsBack(string sentence) => Leans(sentence) || Pronoun().IsMatch(sentence);

    // "Маленький — 240 рублей, большой — 290": of what, the sentence before has said
    private static bool IsElliptic(string sentence) => sentence.Contains(" — ", StringComparison.Ordinal) && Stems.Words(sentence).Count() <= 7 && !sentence.Contains('«', StringComparison.Ordinal) && sentence.Any(char.IsDigit);

    [GeneratedRegex(@"^(?:Это|Этот|Эта|Эти|Этого|Этой|Этому|Этим|Этих|Эту|Такой|Такая|Такое|Такие|Такого|Так|Он|Она|Они|Оно|Его|Её|Ее|Их|Ему|Ей|Им|Там|Тогда|Тут|Здесь|Туда|Оттуда|Отсюда|Но|А|И|Или|Да|Зато|Однако|Поэтому|Потому|Значит|Также|Тоже|Ещё|Еще|Кроме того|При этом|Тем не менее|Например|Впрочем|Кстати|К тому же|Более того|В результате|В итоге|В частности|Наконец|Затем|До этого|Сюда|Оба|Обе|Остальные|Остальное|Остальных|Оставшиеся|Последний|Последняя|Последнее|Последние|Последними|Втор(?:ой|ая|ое|ые|ую)|Трет(?:ий|ья|ье|ью)|Четв[её]рт(?:ый|ая|ое|ую)|Пят(?:ый|ая|ое)|Прич[её]м|Для этого|Иначе|Особенно|Именно|То есть|Те|Тот|Та|То|Вот|Следом|Потом|Раньше|Теперь|Прошлый раз|Для сравнения|Во-вторых|В-третьих|Напротив|Наоборот|Видимо|Ведь|Мол|Сам|Сама|Сами|Само|Все они|Всё это|Таким образом|Уже потом|It|Its|This|That|These|Those|They|Their|Them|He|She|His|Her|Hers|However|But|And|So|Or|Yet|Also|Therefore|Thus|Moreover|Besides|For example|In addition|In contrast|Meanwhile|There|Then|Such|Both|Others|The others?|The rest|The (?:second|third|fourth|last|latter|former)|Second|Third|Still|Instead|Otherwise|Finally|Lastly|As a result|Here|Nor|Too|Again|Next|Even so|Once there)\b")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^(?:Те,? кто|Тот,? кто|То,? что|Так называ|Та,? кто|That said|So far|So-called|Both (?:\w+ )?\w+ and|Such as)\b")]
    private static partial Regex Ahead();

    [GeneratedRegex(@"^(?:[Вв]о?|[Нн]а|[Пп]о|[Сс]о?|[Уу]|[Кк]о?|[Оо]т|[Ии]з|[Зз]а|[Дд]ля|[Пп]ри|[Оо]бо?|[Пп]одо?|[Нн]ад|[Пп]еред|[Бб]ез|[Дд]о|[Пп]осле|[Сс]реди|[Мм]ежду|[Бб]лагодаря|[Пп]омимо|[Кк]роме)\s+(?:всего\s+)?(?:него|не[её]|ней|н[её]м|них|ним|ними|это|этого|этой|этом|этому|этим|этих|этот|эту|тем|том|того|той|такой|такого|таком|его|е[её]|их)\b|^(?:In|On|At|By|For|From|Of|To|With|After|Before|Among|Under|Over|Like|Without|Besides)\s+(?:it|its|this|that|these|those|them|their|him|his|her)\b")]
    private static partial Regex AfterPreposition();

    [GeneratedRegex(@"\b(?:[Яя]|[Мм]ы|[Мм]не|[Нн]ам|[Нн]ами|[Нн]ас|[Мм]еня|[Мм]ной|[Мм]о(?:й|я|ё|е|и|его|ему|ей|их|им)|[Нн]аш(?:а|е|и|их|ей|его|ему|им|ими|у)?|I|I'm|I've|[Ww]e|[Ww]e're|[Ww]e've|[Oo]ur|[Oo]urs|us|Us|[Mm]y|me)\b")]
    private static partial Regex FirstPerson();

    // "Разберём доли", "Ждём в гости": a verb in the first person begins the sentence
    [GeneratedRegex(@"^(?:Жд[её]м|Варим|Дела\w+м|Разбер[её]м\w*|Расскаж\w+м|Собрал[иа]|Приглаша\w+м|Покаж\w+м|Объясня\w+м|Напомина\w+м|Дар\w+м|Рад(?:ы)?|Спасибо|Посмотрим|Давайте|Давай|Let's|Thanks|Thank you|Join us|Come)\b")]
    private static partial Regex OwnDeed();

    [GeneratedRegex(@"\b\w+(?:им|ем|ём)\s+сами\b|\b(?:жд[её]м|приглашаем|рассказываем|делимся)\b")]
    private static partial Regex OwnDeedAlone();

    [GeneratedRegex(@"\b(?:[Вв]ы|[Вв]ам|[Вв]ас|[Вв]ами|[Вв]аш(?:а|е|и|их|ей|его|ему|им|ими|у)?)\b|\b\p{L}{2,}(?:йте|ите|ьте)(?:сь)?\b(?<!\b(?:сайте|визите|аудите|лимите|дефиците|кредите|транзите|магните|граните|элите|орбите|защите|бойте|рейте))")]
    private static partial Regex Formal();

    [GeneratedRegex(@"\b(?:[Тт]ы|[Тт]ебе|[Тт]ебя|[Тт]обой|[Тт]во(?:й|я|ё|е|и|его|ему|ей|их|им))\b")]
    private static partial Regex Informal();

    [GeneratedRegex(@"\b(?:сегодня|вчера|завтра|послезавтра|позавчера|на днях|только что|на этой неделе|на прошлой неделе|в этот? (?:день|раз)|в (?:минувш|прошедш|ближайш)\w+ (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|today|yesterday|tomorrow|tonight|this (?:week|morning|evening|month)|last (?:night|week)|just now)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Relative();

    [GeneratedRegex(@"^(?:И\s+)?(?:Перв(?:ый|ая|ое)|Втор(?:ой|ая|ое)|Трет(?:ий|ья|ье)|Четв[её]рт(?:ый|ая|ое)|Пят(?:ый|ая|ое)|Шест(?:ой|ая|ое)|[Пп]оследн(?:ий|яя|ее)|The (?:first|second|third|fourth|fifth|last))(?:\s+(?:ошибка|причина|решение|способ|шаг|правило|вариант|совет|пункт|момент|признак|важное|mistake|reason|step|rule|way|tip|thing|option))?(?:\s*[—–:]\s*|\s+(?:is|was)\s+that\s+)")]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"^(?:Перв(?:ый|ая|ое)|The first|First)\b.{0,30}[—–:]|^The first\b")]
    private static partial Regex First();

    [GeneratedRegex(@"^(?:Put|Add|Turn|Keep|Use|Write|Ask|Cancel|Hold|Check|Choose|Try|Replace|Avoid|Start|Make|Store|Clean|Measure|Leave|Look|Take|Set|Wash)\b")]
    private static partial Regex Imperative();

    [GeneratedRegex(@"\b(?:его|её|ее|их|ему|ей|им|ими|него|неё|нее|ней|нём|нем|них|ним|он|она|они|оно|это|этот|эта|эти|этого|этой|этом|такой|такого|такая|так|там|тогда|it|its|they|them|their|he|she|his|her|this|these|such|there)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"^(?:Если|Когда|If|When|Once|Unless)\b")]
    private static partial Regex Condition();

    [GeneratedRegex("""«[^«»]*»|"[^"]*"|“[^“”]*”""")]
    private static partial Regex Quoted();
}

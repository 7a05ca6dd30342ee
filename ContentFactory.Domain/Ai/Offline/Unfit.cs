using System.Text;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>What stands in found texts and belongs into no post: the site's own furniture, contacts, and what is addressed to a machine.</summary>
internal static partial class Unfit
{
    // letters that look like others, to read what a person would read
    private const string Look = "аеорсухіјѕԁһкмнтвАЕОРСУХІЈКМНТВ";
    private const string Mean = "aeopcyxijsdhkmhtbAEOPCYXIJKMHTB";

    public static bool IsFurniture(string sentence) => Boilerplate().IsMatch(sentence) || Phone().IsMatch(sentence);

    /// <summary>Addressed to whoever writes, not to readers; or markup of a machine that would be run elsewhere.</summary>
    public static bool IsInstruction(string sentence)
    {
        var plain = sentence.Normalize(NormalizationForm.FormKC);
        return HasMixedWord(plain) || Code().IsMatch(plain) || Instruction().IsMatch(plain) || Instruction().IsMatch(Folded(plain)) || Squeezed().IsMatch(plain);
    }

    /// <summary>A word of Latin and Cyrillic letters is written to deceive somebody.</summary>
    private static bool HasMixedWord(string text) =>
        Stems.Words(text).Any(w => w.Any(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z') && w.Any(c => c is >= '\u0400' and <= '\u052F'))
        || Stems.Words(text).Any(w => w.Any(char.IsLetter) && w.Any(c => c is >= '\u0370' and <= '\u03FF') && w.Any(c => c is >= 'a' and <= 'z' or >= '\u0400' and <= '\u052F'));

    private static string Folded(string text) => string.Concat(text.Select(c => Look.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Mean[at] : c));

    [GeneratedRegex(@"читать далее|читайте (?:также|нас|подробн)|читать полностью|подробн(?:ее|ости|ая информация)\b.{0,25}(?:на сайте|по ссылке|по телефону|в источнике|⟦)|подпис(?:ывайтесь|аться|ывайся|ка на)|поделиться|делитесь|ставьте лайк|поставьте лайк|репост|пишите в комментари|фото(?:графия|графии)?:|фото автора|фото предоставлен|изображение:|источник:|автор:|текст:|реклама\b|на правах рекламы|партн[её]рский материал|спонсор|erid|все права|cookie|нажмите (?:на ссылку|сюда|кнопку)|кликните|жми(?:те)? (?:сюда|на)|переходите по|по ссылке|ссылк\w+ в (?:шапке|профиле|био)|шапке профиля|промокод|жд[её]м вас|приходите к нам|запишитесь|записывайтесь|звоните|закажите (?:сейчас|у нас)|сохраните,|на фото|на снимке|на рисунке|на графике|в таблице|справочный характер|не является (?:публичной )?оферт|проконсультируйтесь|противопоказани|перепечатка|©|read more|continue reading|full (?:review|story|article)|subscribe|sign up|newsletter|all rights reserved|click here|click the|tap the|photo(?:graph)?s?:|photo by|photo credit|image credit|credit:|getty|advertisement|sponsored|advertorial|affiliate|link in bio|follow us|like and share|share this|comment below|book (?:a|your) (?:consultation|demo|call|visit)|call us|visit our|promo code|pictured|see (?:the )?(?:table|chart|figure)|see also|related:|you may also like|the post .{1,200} appeared first|accept all|privacy policy|terms of (?:use|service)", RegexOptions.IgnoreCase)]
    private static partial Regex Boilerplate();

    [GeneratedRegex(@"\+\d[\d\s()-]{8,}\d|\(\d{3,5}\)\s*\d|\b8[ -]\(?\d{3}\)?[ -]\d{3}|\b\d{3}-\d{2}-\d{2}\b|\b\d{3}-\d{3}-\d{4}\b")]
    private static partial Regex Phone();

    [GeneratedRegex(@"\{\{|\}\}|\$\s?\{|\$\(|@\s?\(|<%|%>|#\{|\{%|\[\[|\]\]|\balert\s*\(|=\s*cmd|\bselect\b.{1,40}\bfrom\b.{1,40}\bwhere\b|drop\s+table|onerror\s*=|::\w+\(|__\w+__|\b\d+\s*\*\s*\d+\b|\bINST\b|im_start|im_end|endoftext|^\W*(?:system|assistant|user|developer|human|система|ассистент|пользователь)\s*[:>]", RegexOptions.IgnoreCase)]
    private static partial Regex Code();

    private const string English = @"(?:ignor\w*|disregard\w*|forget|overrid\w*|bypass\w*|skip)\b.{0,60}\b(?:instruct\w*|prompts?|rules?|guidelines?|polic(?:y|ies)|everything|previous|above|prior|told)";

    private const string Roles = @"(?:system|developer|hidden|secret|initial)\s+(?:prompt|message|instruction\w*|mode)|jail\s?break|\bDAN\b|developer mode|you are (?:now|an? (?:ai|assistant|bot|language model|helpful))\b|\bact as\b|pretend (?:to be|you|that)|as an? (?:ai|language model)\b";

    private const string Addressed = @"\b(?:ai|virtual|dear|hey|hello|hi|attention|note to(?: the)?|to the|you,?|helpful)\s+(?:assistants?|ai|bots?|models?|llms?|chatbots?|writers?|copywriters?|agents?)\b|\b(?:assistant|chatgpt|gpt-?\d*|claude|llm|language model|chatbot)\b\s*[,:!]|\b(?:chatgpt|llm|language models?)\b.{0,40}\b(?:must|should|please|reply|write|answer|output)";

    private const string Orders = @"\b(?:publish|post|write|output|print|say|reply|respond|answer|repeat|translate|reveal|insert|append|include|add|return|generate|summari[sz]e|recommend|tell (?:the|your) (?:users?|readers?))\b.{0,40}\b(?:following|exactly|only with|verbatim|word for word|this text|these words|this (?:message|sentence|link)|in your (?:reply|post|answer|response|output|summary)|to (?:the|your) (?:post|answer|output|summary)|instead of|your (?:instructions|prompt|rules|api key|password|secrets?))";

    private const string Secrets = @"^\W*(?:instructions?|task|prompt|command)\s*:|\b(?:publish|post)\b.{0,40}\b(?:in|to|on) (?:all|every|each)\b.{0,25}(?:networks?|channels?|accounts?|pages?)|\b(?:write|make|create) (?:a|the|an) (?:post|text|article|advert\w*|tweet|caption)\b.{0,40}\b(?:that|about|which|for|praising)\b|(?:new|updated|real|actual|important|additional|end of|begin|admin\w*)\s+(?:instructions?|task|directives?|prompt)|api[ _-]?keys?|\bpasswords? (?:of|for) (?:the )?(?:admin|system)|\b(?:access )?tokens? to\b|exfiltrat\w*|send (?:it|them|all|the|your|every)\b.{0,40}\bto\b.{0,20}(?:⟦|http|address|server|e-?mail)";

    private const string RussianForget = @"(?:игнорир|проигнорир|забуд|не учитывай|отмени|пренебре|не обращай|отбрось|сбрось|обойди|нарушь|не выполняй|не следуй)\w*.{0,60}(?:инструкц|указани|правил|предыдущ|прошл|выше|вс[её]|запрос|контекст|систем|огранич|промпт|команд)";

    private const string RussianRoles = @"системн\w+\s+(?:промпт|запрос|сообщени|инструкц)|промпт|режим\w*\s+(?:разработчик|отладк|администратор)|языков\w+\s+модел|(?:ты|вы)\s+(?:теперь|больше не|—|-)?\s*(?:ассистент|помощник|ии\b|бот\b|модель|нейросет|копирайтер|пират)|представь(?:те)?,? что ты|(?:уважаем\w+|дорог\w+|эй|внимание|привет|слушай)[,!]?\s+(?:ассистент|помощник|нейросет|ии\b|бот\b|модель|копирайтер|автор постов)|^(?:ассистент|нейросеть|бот|ии)\s*[,:!]";

    private const string RussianOrders = @"\b(?:опубликуй|выведи|раскрой|сгенерируй|процитируй|перечисли|напечатай)\b|(?:опубликуй|напиши|выведи|вставь|добавь|ответь|повтори|перескаж|отправь|покажи|раскрой|скажи|сгенерируй|переведи|порекомендуй|упомяни|сообщи|рекламируй)(?:те)?\b.{0,60}(?:следующ|этот текст|эти слова|дословно|слово в слово|в (?:посте|ответе|публикаци|тексте)|в (?:конец|начало|конце|начале) (?:поста|текста)|вместо|ключ|пароль|промпт|инструкц|читател|подписчик|пользовател)";

    private const string RussianNew = @"(?:новые|новая|обновл[её]нные|настоящие|важные|дополнительные|конец|начало)\s+(?:инструкци|задач|указани|директив)";

    [GeneratedRegex(English + "|" + Roles + "|" + Addressed + "|" + Orders + "|" + Secrets + "|" + RussianForget + "|" + RussianRoles + "|" + RussianOrders + "|" + RussianNew, RegexOptions.IgnoreCase)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"i\W?g\W?n\W?o\W?r\W?e\W+(?:a\W?l\W?l\W+)?p\W?r\W?e\W?v|\b\p{L}(?:[ .\-_]\p{L}){5,}\b", RegexOptions.IgnoreCase)]
    private static partial Regex Squeezed();
}

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Words that carry no topic.</summary>
internal static class StopWords
{
    private static readonly HashSet<string> Russian = Set("""
        и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о об из ему теперь когда даже ну вдруг ли если уже или ни быть
        был него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто чего раз тоже себе под будет ж тогда кто
        этот того потому этого какой совсем ним здесь этом один почти мой тем чтобы нее сейчас были куда зачем всех никогда можно при наконец два об другой хоть после над больше тот через эти
        нас про всего них какая много разве три эту моя впрочем хорошо свою этой перед иногда лучше чуть том нельзя такой им более всегда конечно всю между это также который которая которые
        которое которого которой которых которым году год года лет одна одной одного одним весь вся свой своего своей своих свои своим однако среди около почему самый самая самые сразу пока
        именно либо ради например кроме вместо менее очень просто затем поэтому лишь около каждый каждая каждую каждого несколько новый новая новое новые новых нового новой день дня дней
        сегодня вчера завтра время времени человек людей люди млн млрд тыс руб рублей процентов процента тысяч тысячи миллионов миллиона миллиардов января февраля марта апреля мая июня июля августа
        сентября октября ноября декабря понедельник вторник среда четверг пятница словам сообщил сообщила заявил рассказал рассказала отметил отметила нужно стоит стали стал стало стала могут
        нужен нужна нужны должен должна должны раньше позже чаще реже длиннее короче меньше хочет смог смогли смогут смысл раза раз около начал начала начали
        тест идёт идет вырос выросла выросли вырастет сколько часть четыре пять десять двух трёх трех минут минуты часа часов мг кг км м п зачем вреда поможет помогут говорят авторы
        благодаря ранее далее данный данные данным первый первая первые второй наш наша наши наших ваш ваша ваши вашей тебе твой твоя весьма
        """);

    private static readonly HashSet<string> English = Set("""
        a about above after again against all also am an and any are aren't as at be because been before being below between both but by can can't cannot could did do does doesn't doing don't down
        during each few for from further had has have having he her here hers herself him himself his how i if in into is isn't it its itself just let's me more most my myself no nor not now of off on
        once only or other our ours out over own per same she should so some such than that the their theirs them then there these they this those through to too under until up upon very was we were
        what when where which while who whom why will with within without would you your yours yourself new said says say according like make makes made get gets got use uses used using one two three
        first second last year years month months week weeks day days today yesterday people percent million billion many much may might must since still even yet however among across around via
        also ever never every well back way ways thing things need needs want wants take takes takes took give gives gave keep keeps kept go goes went come comes came see seen show shows showed shown
        monday tuesday wednesday thursday friday january february march april june july august september october november december turn turns turned adding add adds added plan plans planned planning offer offers offered offering rose rise rises grew grow grows growing cut cuts cutting suggest suggests suggested set sets
        setting bring brings bringing brought return returns returning reported report reports lasted last lasts share shares sharing support supports required require requires let lets letting lower
        lowers lowering save saves saving account accounts pay pays paying matter matters test tests tested launch launches launched announced faster slower better best worse cheaper far directly ahead
        short long reach reaches turning looking look looks start starts started starting minutes minute hours hour seconds four five six seven eight nine ten twice roughly
        both less least often help helps helped found find finds
        """);

    public static bool Has(string word)
    {
        var plain = word.ToLowerInvariant().Replace('ё', 'е').Replace('’', '\'');
        return plain.Length < 2 || Russian.Contains(plain) || English.Contains(plain) || plain.All(char.IsDigit);
    }

    private static HashSet<string> Set(string words) => [.. words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
}

namespace ContentFactory.Web.Ui.Lists;

/// <summary>Names Texts.resx and Texts.ru.resx of this folder for the localizer.</summary>
public sealed class Texts;

namespace ContentFactory.Web.Admin.Status;

/// <summary>Names Texts.resx and Texts.ru.resx of this folder for the localizer.</summary>
public sealed class Texts;

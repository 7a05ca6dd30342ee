namespace ContentFactory.Web.Admin.Webhooks;

/// <summary>Names Texts.resx and Texts.ru.resx of this folder for the localizer.</summary>
public sealed class Texts;

namespace ContentFactory.Web.Content.Voice;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;

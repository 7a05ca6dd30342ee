namespace ContentFactory.Web.Analytics.Reports;

/// <summary>Names this folder's resources.</summary>
public sealed class Texts;

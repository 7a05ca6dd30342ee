namespace ContentFactory.Web.Analytics.Overview;

/// <summary>Why a page of numbers has nothing to show.</summary>
public enum NoNumbers { NoChannel, NeverPublished, NotInPeriod }

import ArgumentParser
@main struct WorkSim: AsyncParsableCommand {}

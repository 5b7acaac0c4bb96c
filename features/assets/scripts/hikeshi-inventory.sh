#!/bin/sh
# Hikeshi: writes down this machine and its programs, as one JSON file.
#
#   sh hikeshi-inventory.sh            makes hikeshi-inventory-NAME.json in this folder
#   sh hikeshi-inventory.sh -          prints it
#
# For Linux and macOS. It changes nothing, needs no administrator and uses no network. It reads the
# names of machine, maker and model, the operating system, addresses, and the installed programs; no
# files, no mail, no passwords. The serial number is only readable for root on Linux.
set -u
LC_ALL=C
export LC_ALL

# A value as JSON text.
json() {
  printf '%s' "$1" | tr -d '\000-\010\013\014\016-\037' | tr '\n\r\t' '   ' |
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^ *//' -e 's/ *$//' -e 's/^/"/' -e 's/$/"/' |
    awk 'BEGIN { any = 0 } { any = 1; print } END { if (!any) print "\"\"" }'
}

first_line() { if [ -r "$1" ]; then head -n 1 "$1" 2>/dev/null; fi; }
has() { command -v "$1" >/dev/null 2>&1; }

# Lines as a JSON list.
list() {
  out=''
  while IFS= read -r line; do
    [ -n "$line" ] || continue
    out="$out${out:+, }$(json "$line")"
  done
  printf '[%s]' "$out"
}

system=$(uname -s)
host=$(hostname 2>/dev/null || uname -n)
maker='' model='' serial='' os='' os_version='' os_build=$(uname -r) cpu='' memory=''

if [ "$system" = Darwin ]; then
  maker='Apple'
  model=$(sysctl -n hw.model 2>/dev/null)
  serial=$(ioreg -rd1 -c IOPlatformExpertDevice 2>/dev/null | awk -F'"' '/IOPlatformSerialNumber/ { print $4 }')
  os='macOS'
  os_version=$(sw_vers -productVersion 2>/dev/null)
  os_build=$(sw_vers -buildVersion 2>/dev/null)
  cpu=$(sysctl -n machdep.cpu.brand_string 2>/dev/null)
  memory=$(sysctl -n hw.memsize 2>/dev/null)
else
  dmi=/sys/class/dmi/id
  maker=$(first_line $dmi/sys_vendor)
  model=$(first_line $dmi/product_name)
  serial=$(first_line $dmi/product_serial)
  if [ -r /etc/os-release ]; then
    os=$(. /etc/os-release && printf '%s' "${NAME:-}")
    os_version=$(. /etc/os-release && printf '%s' "${VERSION:-${VERSION_ID:-}}")
  else
    os=$system
  fi
  cpu=$(awk -F': ' '/^model name/ { print $2; exit }' /proc/cpuinfo 2>/dev/null)
  memory=$(awk '/^MemTotal/ { print $2 " kB" }' /proc/meminfo 2>/dev/null)
fi

macs() {
  if [ -d /sys/class/net ]; then
    for card in /sys/class/net/*; do
      [ "${card##*/}" = lo ] || first_line "$card/address"
    done
  elif has ifconfig; then
    ifconfig 2>/dev/null | awk '/ether / { print $2 }'
  fi | sort -u
}

ips() {
  if has ip; then
    ip -o addr show scope global 2>/dev/null | awk '{ print $4 }'
  elif has ifconfig; then
    ifconfig 2>/dev/null | awk '/inet / { print $2 }' | grep -v '^127\.'
  elif has hostname; then
    hostname -I 2>/dev/null | tr ' ' '\n'
  fi
}

# Programs as lines: name, version, maker, with a tab between them.
programs() {
  if has dpkg-query; then
    dpkg-query -W -f='${db:Status-Status}\t${Package}\t${Version}\t${Maintainer}\n' 2>/dev/null |
      awk -F'\t' '$1 == "installed" { print $2 "\t" $3 "\t" $4 }'
  elif has rpm; then
    rpm -qa --qf '%{NAME}\t%{VERSION}-%{RELEASE}\t%{VENDOR}\n' 2>/dev/null
  elif has apk; then
    apk info -v 2>/dev/null | sed -e 's/-\([0-9]\)/\t\1/' -e 's/$/\t/'
  elif [ "$system" = Darwin ]; then
    for app in /Applications/*.app; do
      [ -d "$app" ] || continue
      name=${app##*/}
      version=$(defaults read "$app/Contents/Info" CFBundleShortVersionString 2>/dev/null)
      printf '%s\t%s\t\n' "${name%.app}" "$version"
    done
  fi
}

write() {
  printf '{"format": "hikeshi-inventory", "version": 1, "taken_at": %s,\n' "$(json "$(date -u +%Y-%m-%dT%H:%M:%SZ)")"
  printf ' "device": {"hostname": %s, "maker": %s, "model": %s, "serial": %s,\n' \
    "$(json "$host")" "$(json "$maker")" "$(json "$model")" "$(json "$serial")"
  printf '  "os": %s, "os_version": %s, "os_build": %s,\n' \
    "$(json "$os")" "$(json "$os_version")" "$(json "$os_build")"
  printf '  "cpu": %s, "memory": %s, "user": %s,\n' \
    "$(json "$cpu")" "$(json "$memory")" "$(json "${USER:-$(id -un 2>/dev/null)}")"
  printf '  "mac": %s, "ip": %s},\n' "$(macs | list)" "$(ips | list)"
  printf ' "software": [\n'
  # One awk for all: starting a program for each line would take minutes.
  programs | sort -u | awk -F'\t' '
    function json(text) {
      gsub(/[\001-\037]/, " ", text); gsub(/\\/, "\\\\", text); gsub(/"/, "\\\"", text)
      return "\"" text "\""
    }
    $1 != "" {
      printf "%s  {\"name\": %s, \"version\": %s, \"maker\": %s}", (n++ ? ",\n" : ""), json($1), json($2), json($3)
    }
    END { if (n) print "" }'
  printf ' ]}\n'
}

if [ "${1:-}" = - ]; then
  write
else
  file="hikeshi-inventory-$(printf '%s' "$host" | tr -c 'A-Za-z0-9._-' '_').json"
  write >"$file" && echo "$file"
fi
